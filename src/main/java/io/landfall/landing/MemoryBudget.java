package io.landfall.landing;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One budget for the open segments of the whole process, whatever the number of shards. When they exceed it, the largest
 * are asked to land until what remains fits. A commit is a stream thread's: with the one that was asked, Kafka Streams
 * lands what else that thread has open.
 */
public final class MemoryBudget {
    private final long limit;
    private final LandingListener listener;
    private final Set<Account> accounts = ConcurrentHashMap.newKeySet();
    private final AtomicLong used = new AtomicLong();

    /**
     * Creates a budget.
     *
     * @param limit in bytes
     */
    public MemoryBudget(long limit, LandingListener listener) {
        this.limit = limit;
        this.listener = listener;
    }

    Account open() {
        Account account = new Account();
        accounts.add(account);
        return account;
    }

    private synchronized void askLargest() {
        List<Account> largestFirst = accounts.stream()
                .filter(account -> !account.asked)
                .sorted(Comparator.comparingLong((Account account) -> account.bytes)
                        .reversed())
                .toList();
        long staying = largestFirst.stream().mapToLong(account -> account.bytes).sum();
        for (Account account : largestFirst) {
            if (staying <= limit) {
                return;
            }
            account.asked = true;
            staying -= account.bytes;
        }
    }

    /** What one shard's open segment uses. Written by its stream thread, read by others. */
    final class Account {
        private volatile long bytes;
        private volatile boolean asked;

        /** Whether this segment should land soon to make room. */
        boolean asked() {
            return asked;
        }

        void update(long now) {
            long before = bytes;
            bytes = now;
            if (now == 0) {
                asked = false;
            }
            long total = used.addAndGet(now - before);
            listener.openBytes(total);
            if (total > limit) {
                askLargest();
            }
        }

        void close() {
            update(0);
            accounts.remove(this);
        }
    }
}
