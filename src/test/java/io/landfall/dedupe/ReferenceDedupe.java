package io.landfall.dedupe;

import io.landfall.record.RawRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rule as written down: forgets nothing, never crashes. */
final class ReferenceDedupe {
    private record Seen(long offset, long time, long seenAt) {}

    private final long within;
    private final Map<ByteBuffer, List<Seen>> accepted = new HashMap<>();
    private long stepOffset = Long.MIN_VALUE;
    private long streamTime = Long.MIN_VALUE / 4;

    ReferenceDedupe(long within) {
        this.within = within;
    }

    boolean accepts(RawRecord record) {
        long offset = record.position().offset();
        long time = (Long) record.value().get("at");
        long bounded = Math.min(time, record.position().timestamp() + 86_400_000L);
        long before = streamTime;
        if (stepOffset == Long.MIN_VALUE || (offset >= stepOffset + 4096 && bounded > streamTime)) {
            stepOffset = offset;
            streamTime = bounded;
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
