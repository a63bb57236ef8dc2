package io.landfall.dedupe;

import java.util.Arrays;

/**
 * How far event time has come, as a function of the offset alone: a staircase that a record may raise by a step.
 *
 * <p>A record makes a step to its own (bounded) event time if that is later than the newest step's and at least
 * {@link #STRIDE} offsets lie between the two; the very first record makes the first step. So the next step depends on
 * the newest step and the record only, never on a maximum held in memory. All steps that may be asked for again (from
 * the one before the committed offset on) are kept as one value, hence are always of one and the same moment.
 */
public final class StreamTime {
    /** Offsets between two steps: bounds how often the steps are written, and by how much they lag. */
    public static final int STRIDE = 4096;

    /** Before the first record: nothing has expired. */
    static final long NONE = -(1L << 61);

    /** The first number of the steps. */
    private static final int FORMAT = 1;

    private final AcceptedPositions store;
    private final Varints.Writer out = new Varints.Writer();
    private long[] offsets = new long[8];
    private long[] times = new long[8];
    private int size;

    public StreamTime(AcceptedPositions store) {
        this.store = store;
        byte[] saved = store.steps();
        if (saved.length > 0) {
            load(reader(saved));
        }
    }

    /** The stream time that a record at this offset sees: made by smaller offsets only. */
    public long before(long offset) {
        if (size > 0 && offsets[size - 1] < offset) {
            return times[size - 1];
        }
        int at = Arrays.binarySearch(offsets, 0, size, offset);
        int smaller = (at < 0 ? -at - 1 : at) - 1;
        return smaller < 0 ? NONE : times[smaller];
    }

    /**
     * Takes a record's time into account. Reprocessed records change nothing: their steps are there already.
     *
     * @param committed steps that no record from this offset on can see are forgotten
     */
    public void advance(long offset, long time, long committed) {
        if (size > 0 && (offset < offsets[size - 1] + STRIDE || time <= times[size - 1])) {
            return;
        }
        forget(committed);
        append(offset, time);
        save();
    }

    private void append(long offset, long time) {
        if (size == offsets.length) {
            offsets = Arrays.copyOf(offsets, size * 2);
            times = Arrays.copyOf(times, size * 2);
        }
        offsets[size] = offset;
        times[size++] = time;
    }

    private void forget(long committed) {
        int unseen = 0;
        while (unseen + 1 < size && offsets[unseen + 1] < committed) {
            unseen++;
        }
        size -= unseen;
        System.arraycopy(offsets, unseen, offsets, 0, size);
        System.arraycopy(times, unseen, times, 0, size);
    }

    /** Format, then per step: varint of the offset's and zigzag varint of the time's difference to the step before. */
    private void save() {
        out.clear();
        out.unsigned(FORMAT);
        for (int i = 0; i < size; i++) {
            out.unsigned(offsets[i] - (i == 0 ? 0 : offsets[i - 1]));
            out.signed(times[i] - (i == 0 ? 0 : times[i - 1]));
        }
        store.steps(out.toBytes());
    }

    /** The time of the first of some steps: of one before the offset that was committed when they were saved. */
    public static long first(byte[] steps) {
        Varints.Reader in = reader(steps);
        in.unsigned();
        return in.signed();
    }

    private static Varints.Reader reader(byte[] steps) {
        Varints.Reader in = new Varints.Reader(steps);
        long format = in.unsigned();
        if (format != FORMAT) {
            throw new IllegalStateException(
                    "the dedupe store has format " + format + ", this version reads format " + FORMAT);
        }
        return in;
    }

    private void load(Varints.Reader in) {
        long offset = 0;
        long time = 0;
        while (in.hasMore()) {
            offset += in.unsigned();
            time += in.signed();
            append(offset, time);
        }
    }
}
