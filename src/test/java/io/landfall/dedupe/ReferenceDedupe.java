package io.landfall.dedupe;

import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rule as written down: forgets nothing, never crashes. For records whose event time is in {@code at}. */
public final class ReferenceDedupe {
    private record Seen(long offset, long time, long seenAt) {}

    private final long within;
    private final Map<ByteBuffer, List<Seen>> accepted = new HashMap<>();
    private long stepOffset = Long.MIN_VALUE;
    private long streamTime = Long.MIN_VALUE / 4;

    /**
     * @param within the window, milliseconds
     */
    public ReferenceDedupe(long within) {
        this.within = within;
    }

    /** Whether a record repeats none before it; records come in the order of their offsets. */
    public boolean accepts(RawRecord record) {
        long offset = record.position().offset();
        boolean deleted = record.status() == RecordStatus.DELETED;
        long time =
                deleted ? record.position().timestamp() : (Long) record.value().get("at");
        long bounded = Math.min(time, record.position().timestamp() + 86_400_000L);
        long before = streamTime;
        if (stepOffset == Long.MIN_VALUE || (offset >= stepOffset + 4096 && bounded > streamTime)) {
            stepOffset = offset;
            streamTime = bounded;
        }
        if (deleted) {
            return true;
        }
        List<Seen> seen = accepted.computeIfAbsent(ByteBuffer.wrap(record.contentHash()), content -> new ArrayList<>());
        for (Seen entry : seen) {
            if (Math.abs(entry.time - time) <= within && entry.seenAt + within >= before) {
                return false;
            }
        }
        seen.add(new Seen(offset, time, Math.max(bounded, before)));
        return true;
    }
}
