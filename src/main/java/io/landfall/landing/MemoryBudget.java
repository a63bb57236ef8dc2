package io.landfall.landing;

import io.landfall.memory.HeapAccount;
import java.util.HashSet;
import java.util.Set;

/**
 * One budget for the open segments of the whole process, whatever the number of shards. Each stream thread that has shards
 * has an equal share, and commits when that is nearly used up: a commit is a thread's, it lands all that the thread has open,
 * and nothing is added to that meanwhile. So the budget holds, also while a commit waits for a landing area that is slow or
 * down, without threads waiting for each other. A thread that may not commit, or cannot, reads no more once its share is used.
 * (While partitions move between threads, one may be above a share that has just become smaller.)
 */
public final class MemoryBudget {
    private final HeapAccount account;
    private final long limit;
    private final LandingListener listener;
    private final ThreadLocal<Share> shares = ThreadLocal.withInitial(Share::new);
    private final Set<Share> sharing = new HashSet<>();
    private volatile int threads;

    /**
     * Creates a budget.
     *
     * @param account of the process's open segments, and of nothing else
     */
    public MemoryBudget(HeapAccount account, LandingListener listener) {
        this.account = account;
        this.limit = account.limit();
        this.listener = listener;
    }

    /** An account of the calling thread, which is the only one that may use it. */
    Account open() {
        Share share = shares.get();
        change(share, 1);
        return new Account(share);
    }

    private synchronized void change(Share share, int accounts) {
        share.accounts += accounts;
        sharing.add(share);
        sharing.removeIf(Share::isLeft);
        threads = sharing.size();
    }

    /** What a thread's shards take together. */
    private final class Share {
        private final Thread thread = Thread.currentThread();
        private int accounts;
        private long held;

        private void add(long bytes) {
            held += bytes;
            listener.openBytes(account.add(bytes));
        }

        /** Kafka Streams does not close all of a task whose opening failed when its thread ends for that. */
        private boolean isLeft() {
            if (!thread.isAlive()) {
                add(-held);
                return true;
            }
            return accounts == 0;
        }
    }

    /** What one shard takes until it has landed. */
    final class Account {
        private final Share share;
        private long bytes;

        private Account(Share share) {
            this.share = share;
        }

        /**
         * Whether the thread's share is so nearly used up that all it has should land. A quarter is left for what comes until
         * the commit: Kafka Streams first ends its round of the thread's tasks.
         */
        boolean isShort() {
            return share.held * threads > limit - limit / 4;
        }

        /** Whether the thread's share is used up. */
        boolean isUsedUp() {
            return share.held * threads > limit;
        }

        void update(long now) {
            share.add(now - bytes);
            bytes = now;
        }

        void close() {
            update(0);
            change(share, -1);
        }
    }
}
