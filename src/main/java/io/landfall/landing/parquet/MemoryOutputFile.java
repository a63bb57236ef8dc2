package io.landfall.landing.parquet;

import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Lets Parquet write to the heap. */
record MemoryOutputFile(ChunkedBuffer chunks) implements OutputFile {

    @Override
    public PositionOutputStream create(long blockSizeHint) {
        return new Stream();
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSizeHint) {
        return new Stream();
    }

    @Override
    public boolean supportsBlockSize() {
        return false;
    }

    @Override
    public long defaultBlockSize() {
        return 0;
    }

    private final class Stream extends PositionOutputStream {
        @Override
        public long getPos() {
            return chunks.length();
        }

        @Override
        public void write(int b) {
            chunks.write(b);
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            chunks.write(source, offset, length);
        }
    }
}
