package io.landfall.simulation;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.record.MetadataColumns;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

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
        int size = (int) area.head(path).orElseThrow().size();
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new Bytes(area.read(path, 0, size)), options)) {
            SegmentFooter footer =
                    SegmentFooter.fromFooter(reader.getFileMetaData().getKeyValueMetaData());
            long start = footer.key().start();
            long from = start == 0 ? world.writer(footer.nonce()).logStart() : start;
            return new Landed(footer, from, rows(reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Long> rows(ParquetFileReader reader) throws IOException {
        MessageType schema = reader.getFileMetaData().getSchema();
        MessageType offsets = new MessageType(schema.getName(), schema.getType(MetadataColumns.SOURCE_OFFSET));
        reader.setRequestedSchema(offsets);
        List<Long> rows = new ArrayList<>();
        for (PageReadStore group = reader.readNextRowGroup(); group != null; group = reader.readNextRowGroup()) {
            RecordReader<Group> records = new ColumnIOFactory()
                    .getColumnIO(offsets, schema)
                    .getRecordReader(group, new GroupRecordConverter(offsets));
            for (long i = 0; i < group.getRowCount(); i++) {
                rows.add(records.read().getLong(MetadataColumns.SOURCE_OFFSET, 0));
            }
        }
        return rows;
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
        public void seek(long position) {
            cursor.seek(position);
        }
    }
}
