package io.landfall.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllocationTest {
    private static final int ARRAYS = 60_000;
    private static final int BYTES = 50 << 10;

    @SuppressWarnings("UnusedVariable") // so that nothing is optimized away
    private static volatile byte[] sink;

    /** Three times the heap of the tests, so that there are collections, on a thread that has ended. */
    @Test
    void shouldCountWhatAnyThreadAllocatesAcrossCollections() throws InterruptedException {
        Allocation allocation = Allocation.start();
        long before = allocation.bytes();

        Thread thread = new Thread(() -> {
            for (int i = 0; i < ARRAYS; i++) {
                sink = new byte[BYTES];
            }
        });
        thread.start();
        thread.join();
        Thread.sleep(200); // notifications come after their collections

        assertThat(allocation.bytes() - before).isBetween((long) (0.9 * ARRAYS * BYTES), (long) (1.3 * ARRAYS * BYTES));
    }
}
