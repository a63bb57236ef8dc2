package io.landfall.landing.parquet;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Bytes on the heap, in chunks: growing copies nothing, and full chunks can be taken away. A chunk is a quarter of what was
 * written before it, within bounds, so that little of what is held is room: thousands that grow alike open a chunk at the same time.
 */
final class ChunkedBuffer extends OutputStream {
    private static final int SMALLEST = 1 << 10;
    private static final int LARGEST = 1 << 20;

    private final Deque<ByteBuffer> chunks = new ArrayDeque<>();
    private long length;
    private long held;

    /** Bytes written, also those taken since. */
    long length() {
        return length;
    }

    /** Heap that is in use, room not yet written included. */
    long held() {
        return held;
    }

    /** Bytes in full chunks. */
    long full() {
        ByteBuffer last = chunks.peekLast();
        return last == null ? 0 : held - last.capacity() + (last.hasRemaining() ? 0 : last.capacity());
    }

    /** Gives full chunks away, ready to be read. */
    List<ByteBuffer> takeFull() {
        List<ByteBuffer> taken =
                chunks.stream().filter(chunk -> !chunk.hasRemaining()).toList();
        chunks.removeAll(taken);
        return handedOver(taken);
    }

    /** Gives away all there is. */
    List<ByteBuffer> takeAll() {
        List<ByteBuffer> taken = List.copyOf(chunks);
        chunks.clear();
        return handedOver(taken);
    }

    private List<ByteBuffer> handedOver(List<ByteBuffer> taken) {
        taken.forEach(chunk -> held -= chunk.capacity());
        return taken.stream().map(chunk -> chunk.flip().asReadOnlyBuffer()).toList();
    }

    private ByteBuffer room() {
        ByteBuffer last = chunks.peekLast();
        if (last == null || !last.hasRemaining()) {
            last = ByteBuffer.allocate((int) Math.max(SMALLEST, Math.min(LARGEST, length / 4)));
            chunks.addLast(last);
            held += last.capacity();
        }
        return last;
    }

    @Override
    public void write(int b) {
        room().put((byte) b);
        length++;
    }

    @Override
    public void write(byte[] source, int offset, int count) {
        int from = offset;
        int left = count;
        while (left > 0) {
            ByteBuffer room = room();
            int fitting = Math.min(left, room.remaining());
            room.put(source, from, fitting);
            from += fitting;
            left -= fitting;
            length += fitting;
        }
    }
}
