package io.landfall.memory;

/**
 * How much of a process's heap may be taken, and for what.
 *
 * @param segments of the open segments
 * @param filters of the filters before dedupe's files
 */
public record HeapBudget(HeapAccount segments, HeapAccount filters) {
    /** Of this many parts of the heap, the filters get one. */
    private static final int PARTS_PER_FILTERS = 8;

    /**
     * Divides a heap.
     *
     * @param heap the most it may grow to, in bytes
     * @param segments what the configuration allows the open segments, in bytes
     */
    public static HeapBudget of(long heap, long segments) {
        return new HeapBudget(new HeapAccount(segments), new HeapAccount(heap / PARTS_PER_FILTERS));
    }
}
