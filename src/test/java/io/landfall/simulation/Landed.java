package io.landfall.simulation;

import io.landfall.landing.SegmentReader;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.record.MetadataColumns;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/**
 * A segment, as whoever reads the landing area finds it.
 *
 * @param from the first offset it can be asked about: where nothing was read before, records may have gone before it was
 *     written
 * @param rows their source offsets
 */
record Landed(SegmentFooter footer, long from, List<Long> rows) {

    static Landed read(World world, String path) {
        LandingArea area = world.area();
        SegmentFooter footer = SegmentReader.footer(area, path);
        int size = (int) area.head(path).orElseThrow().size();
        byte[] bytes = area.read(path, 0, size);
        List<Long> rows = new ArrayList<>();
        if (footer.ledger().rows() > 0) {
            try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                            new Bytes(bytes), new PlainParquetConfiguration())
                    .build()) {
                for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                    rows.add((Long) row.get(MetadataColumns.SOURCE_OFFSET));
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        long start = footer.key().start();
        long from = start == 0 ? world.writer(footer.nonce()).logStart() : start;
        return new Landed(footer, from, rows);
    }

    long start() {
        return footer.key().start();
    }

    boolean covers(long offset) {
        return start() <= offset && offset < footer.end();
    }

    /** The records that it has to account for. */
    List<Message> range(SourceTopic.Partition log) {
        return log.messages().stream()
                .filter(message -> message.offset() >= from && covers(message.offset()))
                .toList();
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record Bytes(byte[] bytes) implements InputFile {
        @Override
        public long getLength() {
            return bytes.length;
        }

        @Override
        public SeekableInputStream newStream() {
            return new BytesStream(new Cursor(bytes));
        }
    }

    private static final class Cursor extends ByteArrayInputStream {
        Cursor(byte[] bytes) {
            super(bytes);
        }

        int position() {
            return pos;
        }

        void seek(long position) {
            pos = (int) position;
        }
    }

    private static final class BytesStream extends DelegatingSeekableInputStream {
        private final Cursor cursor;

        BytesStream(Cursor cursor) {
            super(cursor);
            this.cursor = cursor;
        }

        @Override
        public long getPos() {
            return cursor.position();
        }

        @Override
        public void seek(long position) throws EOFException {
            cursor.seek(position);
        }
    }
}
