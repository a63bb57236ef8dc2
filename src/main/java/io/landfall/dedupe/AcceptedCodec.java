package io.landfall.dedupe;

import java.util.ArrayList;
import java.util.List;

/**
 * The stored form of a key's accepted records, ascending by offset. Per record: varint of {@code offset - previous
 * offset}, shifted left by one, its lowest bit saying whether {@code seenAt} differs from {@code time}; zigzag varint
 * of {@code time - previous time}; if the bit is set, zigzag varint of {@code seenAt - time}. The previous of the first
 * is zero. Mostly about twelve bytes.
 */
final class AcceptedCodec {
    private final Varints.Writer out = new Varints.Writer();

    byte[] encode(List<Accepted> entries) {
        out.clear();
        long offset = 0;
        long time = 0;
        for (Accepted entry : entries) {
            boolean differs = entry.seenAt() != entry.time();
            out.unsigned((entry.offset() - offset) << 1 | (differs ? 1 : 0));
            out.signed(entry.time() - time);
            if (differs) {
                out.signed(entry.seenAt() - entry.time());
            }
            offset = entry.offset();
            time = entry.time();
        }
        return out.toBytes();
    }

    /** A list that may be changed. */
    static List<Accepted> decode(byte[] value) {
        List<Accepted> entries = new ArrayList<>(2);
        Varints.Reader in = new Varints.Reader(value);
        long offset = 0;
        long time = 0;
        while (in.hasMore()) {
            long first = in.unsigned();
            offset += first >>> 1;
            time += in.signed();
            entries.add(new Accepted(offset, time, (first & 1) == 0 ? time : time + in.signed()));
        }
        return entries;
    }
}
