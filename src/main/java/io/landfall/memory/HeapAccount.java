package io.landfall.memory;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes of the heap that several share. It counts what they say they take, and allocates nothing. Any thread may use it. */
public final class HeapAccount {
    private final long limit;
    private final AtomicLong used = new AtomicLong();

    /**
     * Nothing is taken yet.
     *
     * @param limit in bytes
     */
    public HeapAccount(long limit) {
        this.limit = limit;
    }

    /** How much there is, taken or not. */
    public long limit() {
        return limit;
    }

    /** How much is not taken; negative if more than there is was {@linkplain #add added}. */
    public long left() {
        return limit - used.get();
    }

    /** Takes bytes if there are so many; says whether. */
    public boolean take(long bytes) {
        if (used.addAndGet(bytes) <= limit) {
            return true;
        }
        used.addAndGet(-bytes);
        return false;
    }

    /**
     * Takes bytes that are in use already, also beyond the limit.
     *
     * @param bytes negative ones are given back
     * @return how many are taken now, by all
     */
    public long add(long bytes) {
        return used.addAndGet(bytes);
    }
}
