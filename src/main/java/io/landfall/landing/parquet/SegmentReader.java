package io.landfall.landing.parquet;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.StoreException;
import io.landfall.landing.store.ObjectStore.Tail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.DateTimeException;
import java.util.Optional;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.internal.hadoop.metadata.IndexReference;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Reads what a landed segment says about itself. */
public final class SegmentReader {
    /** The footers of tables with up to a hundred columns or so; larger ones take a second request. */
    private static final int TAIL = 16 << 10;

    private static final ParquetReadOptions OPTIONS =
            ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
    /** A Parquet file ends with its footer, the footer's length and a word of four letters. */
    private static final int AFTER_FOOTER = 8;

    private SegmentReader() {}

    /** What there is at a path. */
    public sealed interface Found {
        /**
         * A segment.
         *
         * @param rows as Parquet counts them
         */
        record Segment(SegmentFooter footer, long rows) implements Found {}

        /** Something else, or what is left of a segment. */
        record Unreadable(String why) implements Found {}

        /** Nothing. */
        record Nothing() implements Found {}
    }

    /**
     * Reads a segment's footer, usually with a single request.
     *
     * @throws StoreException if the object cannot be read, or is no segment
     */
    public static SegmentFooter footer(ObjectStore store, String path) {
        Found found = find(store, path);
        if (found instanceof Found.Segment segment) {
            return segment.footer();
        }
        String what = found instanceof Found.Unreadable unreadable
                ? " is not a readable segment: " + unreadable.why()
                : " is gone";
        throw new StoreException(store.location() + "/" + path + what, null);
    }

    /**
     * Looks at an object that should be a segment, usually with a single request.
     *
     * @throws StoreException if the store could not be asked
     */
    @SuppressWarnings("UnusedException")
    public static Found find(ObjectStore store, String path) {
        Optional<Tail> tail = store.tail(path, TAIL);
        if (tail.isEmpty()) {
            return new Found.Nothing();
        }
        StoredFile file = new StoredFile(store, path, tail.get());
        try (SeekableInputStream stream = file.newStream()) {
            ParquetMetadata metadata = ParquetFileReader.readFooter(file, OPTIONS, stream);
            return dataEnd(metadata) > footerStart(tail.get())
                    ? new Found.Unreadable("it is shorter than its footer says")
                    : segment(metadata);
        } catch (StoreException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // What Parquet says may quote bytes of the file.
            return new Found.Unreadable("it is no Parquet file, or not all of one");
        }
    }

    private static Found segment(ParquetMetadata metadata) {
        try {
            return new Found.Segment(
                    SegmentFooter.fromFooter(metadata.getFileMetaData().getKeyValueMetaData()),
                    metadata.getBlocks().stream()
                            .mapToLong(BlockMetaData::getRowCount)
                            .sum());
        } catch (IllegalArgumentException | DateTimeException e) {
            return new Found.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    /** Where the last thing ends that the footer points to. */
    private static long dataEnd(ParquetMetadata metadata) {
        return metadata.getBlocks().stream()
                .flatMap(group -> group.getColumns().stream())
                .mapToLong(column -> Math.max(
                        column.getStartingPos() + column.getTotalSize(), indexEnd(column.getOffsetIndexReference())))
                .max()
                .orElse(0);
    }

    private static long indexEnd(IndexReference index) {
        return index == null ? 0 : index.getOffset() + index.getLength();
    }

    private static long footerStart(Tail tail) {
        ByteBuffer bytes = tail.bytes().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int footer = bytes.getInt(bytes.limit() - AFTER_FOOTER);
        return tail.size() - AFTER_FOOTER - footer;
    }

    private record StoredFile(ObjectStore store, String path, Tail tail) implements InputFile {
        @Override
        public long getLength() {
            return tail.size();
        }

        @Override
        public SeekableInputStream newStream() {
            return new StoredStream(store, path, tail);
        }
    }

    /** Reads through a window, which at first is the object's tail, where the footer is. */
    private static final class StoredStream extends DelegatingSeekableInputStream {
        private final WindowStream window;

        StoredStream(ObjectStore store, String path, Tail tail) {
            this(new WindowStream(store, path, tail));
        }

        private StoredStream(WindowStream window) {
            super(window);
            this.window = window;
        }

        @Override
        public long getPos() {
            return window.position;
        }

        @Override
        public void seek(long position) {
            window.position = position;
        }
    }

    private static final class WindowStream extends InputStream {
        private final ObjectStore store;
        private final String path;
        private final long size;
        private long start;
        private ByteBuffer bytes;
        private long position;

        WindowStream(ObjectStore store, String path, Tail tail) {
            this.store = store;
            this.path = path;
            this.size = tail.size();
            this.bytes = tail.bytes();
            this.start = size - bytes.limit();
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position >= size) {
                return -1;
            }
            if (position < start || position >= start + bytes.limit()) {
                start = position;
                bytes = ByteBuffer.wrap(store.read(path, start, (int) Math.min(size - start, Math.max(TAIL, length))));
            }
            int from = (int) (position - start);
            int count = Math.min(length, bytes.limit() - from);
            bytes.get(from, target, offset, count);
            position += count;
            return count;
        }
    }
}
