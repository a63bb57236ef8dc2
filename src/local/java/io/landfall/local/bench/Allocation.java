package io.landfall.local.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Counts the bytes that this JVM allocates on its heap, on all threads, also on those that have ended: by how much the heap
 * has grown from the end of each collection to the begin of the next.
 */
final class Allocation implements NotificationListener {
    private final Set<String> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getType() == MemoryType.HEAP)
            .map(MemoryPoolMXBean::getName)
            .collect(Collectors.toSet());
    private long untilLastCollection;
    private long usedAfterIt;
    private long most;

    /** Counts from now on; what is on the heap now counts as allocated. */
    static Allocation start() {
        Allocation allocation = new Allocation();
        for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
            ((NotificationEmitter) collector).addNotificationListener(allocation, null, null);
        }
        return allocation;
    }

    @Override
    public synchronized void handleNotification(Notification notification, Object handback) {
        if (notification.getType().equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
            var collection = GarbageCollectionNotificationInfo.from((CompositeData) notification.getUserData())
                    .getGcInfo();
            untilLastCollection += used(collection.getMemoryUsageBeforeGc()) - usedAfterIt;
            usedAfterIt = used(collection.getMemoryUsageAfterGc());
        }
    }

    private long used(Map<String, MemoryUsage> pools) {
        return pools.entrySet().stream()
                .filter(pool -> heap.contains(pool.getKey()))
                .mapToLong(pool -> pool.getValue().getUsed())
                .sum();
    }

    /** Bytes so far. A collection that was not told yet makes it too small for that moment, never smaller than before. */
    synchronized long bytes() {
        long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
        most = Math.max(most, untilLastCollection + used - usedAfterIt);
        return most;
    }
}
