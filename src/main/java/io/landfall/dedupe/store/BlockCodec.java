package io.landfall.dedupe.store;

import io.landfall.dedupe.Varints;
import java.nio.ByteBuffer;

/**
 * The form of a block of accepted records in the changelog. Per record, in the order they came: the 16 bytes of its digest; varint of
 * {@code offset - previous offset}, shifted left by one, its lowest bit saying whether {@code seenAt} differs from {@code time};
 * zigzag varint of {@code time - previous time}; if the bit is set, zigzag varint of {@code seenAt - time}. The previous of the
 * first is zero. Mostly about twenty bytes a record.
 */
final class BlockCodec {
    private final Varints.Writer out = new Varints.Writer();

    /** Takes one record after the other. */
    @FunctionalInterface
    interface Receiver {
        void accept(long first, long second, long offset, long time, long seenAt);
    }

    /** Writes entries, of the form that {@link Entry} says. */
    byte[] encode(ByteBuffer entries) {
        out.clear();
        long offset = 0;
        long time = 0;
        for (int at = 0; at < entries.limit(); at += Entry.BYTES) {
            long itsTime = entries.getLong(at + Entry.TIME);
            long late = entries.getLong(at + Entry.SEEN_AT) - itsTime;
            out.fixed(entries.getLong(at));
            out.fixed(entries.getLong(at + Entry.SECOND));
            out.unsigned((entries.getLong(at + Entry.OFFSET) - offset) << 1 | (late == 0 ? 0 : 1));
            out.signed(itsTime - time);
            if (late != 0) {
                out.signed(late);
            }
            offset = entries.getLong(at + Entry.OFFSET);
            time = itsTime;
        }
        return out.toBytes();
    }

    /** Reads a block. */
    static void decode(byte[] block, Receiver receiver) {
        Varints.Reader in = new Varints.Reader(block);
        long offset = 0;
        long time = 0;
        while (in.hasMore()) {
            long first = in.fixed();
            long second = in.fixed();
            long step = in.unsigned();
            offset += step >> 1;
            time += in.signed();
            receiver.accept(first, second, offset, time, (step & 1) == 0 ? time : time + in.signed());
        }
    }
}
