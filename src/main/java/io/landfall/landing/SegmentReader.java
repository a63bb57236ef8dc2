package io.landfall.landing;

import io.landfall.landing.ObjectStore.StoreException;
import io.landfall.landing.segment.SegmentFooter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.DelegatingSeekableInputStream;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.SeekableInputStream;

/** Reads what a landed segment says about itself. */
public final class SegmentReader {
    private static final int TAIL = 64 << 10;

    private SegmentReader() {}

    /**
     * Reads a segment's footer, usually with a single range request.
     *
     * @throws StoreException if the object cannot be read, or is no segment
     */
    public static SegmentFooter footer(ObjectStore store, String path) {
        long size = store.head(path)
                .orElseThrow(() -> new StoreException(store.location() + "/" + path + " is gone", null))
                .size();
        ParquetReadOptions options =
                ParquetReadOptions.builder(new PlainParquetConfiguration()).build();
        try (ParquetFileReader reader = ParquetFileReader.open(new StoredFile(store, path, size), options)) {
            return SegmentFooter.fromFooter(reader.getFooter().getFileMetaData().getKeyValueMetaData());
        } catch (IOException | RuntimeException e) {
            throw new StoreException(
                    store.location() + "/" + path + " is not a readable segment: " + e.getMessage(), e);
        }
    }

    private record StoredFile(ObjectStore store, String path, long size) implements InputFile {
        @Override
        public long getLength() {
            return size;
        }

        @Override
        public SeekableInputStream newStream() {
            return new StoredStream(store, path, size);
        }
    }

    /** Reads through a window, which at first is the object's tail, where the footer is. */
    private static final class StoredStream extends DelegatingSeekableInputStream {
        private final WindowStream window;

        StoredStream(ObjectStore store, String path, long size) {
            this(new WindowStream(store, path, size));
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

    private static final class WindowStream extends java.io.InputStream {
        private final ObjectStore store;
        private final String path;
        private final long size;
        private long start;
        private byte[] bytes = new byte[0];
        private long position;

        WindowStream(ObjectStore store, String path, long size) {
            this.store = store;
            this.path = path;
            this.size = size;
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
            if (position < start || position >= start + bytes.length) {
                start = Math.min(position, Math.max(0, size - TAIL));
                bytes = store.read(path, start, (int) Math.min(size - start, Math.max(TAIL, length)));
                if (position >= start + bytes.length) {
                    start = position;
                    bytes = store.read(path, start, (int) Math.min(size - start, Math.max(TAIL, length)));
                }
            }
            int from = (int) (position - start);
            int count = Math.min(length, bytes.length - from);
            ByteBuffer.wrap(target, offset, count).put(Arrays.copyOfRange(bytes, from, from + count));
            position += count;
            return count;
        }
    }
}
