package io.landfall.landing;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;

/** Collects what Parquet writes in chunks on the heap: growing copies nothing. */
final class MemoryOutputFile implements OutputFile {
    private static final int FIRST_CHUNK = 16 << 10;
    private static final int LARGEST_CHUNK = 1 << 20;

    private final List<ByteBuffer> chunks = new ArrayList<>();
    private long position;

    /** What was written, ready to be read. */
    List<ByteBuffer> content() {
        return chunks.stream()
                .map(chunk -> chunk.duplicate().flip())
                .map(ByteBuffer::asReadOnlyBuffer)
                .toList();
    }

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
        private ByteBuffer room() {
            ByteBuffer last = chunks.isEmpty() ? null : chunks.get(chunks.size() - 1);
            if (last == null || !last.hasRemaining()) {
                int size = last == null ? FIRST_CHUNK : Math.min(LARGEST_CHUNK, last.capacity() * 2);
                last = ByteBuffer.allocate(size);
                chunks.add(last);
            }
            return last;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void write(int b) {
            room().put((byte) b);
            position++;
        }

        @Override
        public void write(byte[] source, int offset, int length) {
            int from = offset;
            int left = length;
            while (left > 0) {
                ByteBuffer room = room();
                int count = Math.min(left, room.remaining());
                room.put(source, from, count);
                from += count;
                left -= count;
            }
            position += length;
        }
    }
}
