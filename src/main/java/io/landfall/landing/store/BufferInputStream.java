package io.landfall.landing.store;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads a list of buffers without copying them together or moving their positions. */
public final class BufferInputStream extends InputStream {
    private final List<ByteBuffer> buffers;
    private int next;
    private ByteBuffer current = ByteBuffer.allocate(0);

    public BufferInputStream(List<ByteBuffer> buffers) {
        this.buffers = buffers;
    }

    private boolean advance() {
        while (!current.hasRemaining()) {
            if (next == buffers.size()) {
                return false;
            }
            current = buffers.get(next++).duplicate();
        }
        return true;
    }

    @Override
    public int read() {
        return advance() ? current.get() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!advance()) {
            return -1;
        }
        int count = Math.min(length, current.remaining());
        current.get(target, offset, count);
        return count;
    }
}
