package io.landfall.landing;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One budget for the open segments of the whole process, whatever the number of shards. Each stream thread that has shards
 * has an equal share, and commits when that is nearly used up: a commit is a thread's, it lands all that the thread has open,
 * and nothing is added to that meanwhile. So the budget holds, also while a commit waits for a landing area that is slow or
 * down, without threads waiting for each other.
 */
public final class MemoryBudget {
    private final long limit;
    private final LandingListener listener;
    private final AtomicLong used = new AtomicLong();
    private final AtomicInteger threads = new AtomicInteger();
    private final ThreadLocal<Share> shares = ThreadLocal.withInitial(Share::new);

    /**
     * Creates a budget.
     *
     * @param limit in bytes
     */
    public MemoryBudget(long limit, LandingListener listener) {
        this.limit = limit;
        this.listener = listener;
    }

    /** An account of the calling thread, which is the only one that may use it. */
    Account open() {
        return new Account(shares.get());
    }

    /** What a thread's shards take together. */
    private final class Share {
        private int accounts;
        private long held;

        /** A quarter is left for what comes until the commit: Kafka Streams first ends its round of the thread's tasks. */
        private boolean nearlyUsed() {
            return held * threads.get() > limit - limit / 4;
        }
    }

    /** What one shard's open segment takes. */
    final class Account {
        private final Share share;
        private long bytes;

        private Account(Share share) {
            this.share = share;
            if (share.accounts++ == 0) {
                threads.incrementAndGet();
            }
        }

        /** Whether the thread's shards together take so much of its share that they should land. */
        boolean isShort() {
            return share.nearlyUsed();
        }

        void update(long now) {
            long more = now - bytes;
            bytes = now;
            share.held += more;
            listener.openBytes(used.addAndGet(more));
        }

        void close() {
            update(0);
            if (--share.accounts == 0) {
                threads.decrementAndGet();
            }
        }
    }
}
