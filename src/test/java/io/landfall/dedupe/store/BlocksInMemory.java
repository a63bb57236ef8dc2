package io.landfall.dedupe.store;

import io.landfall.dedupe.AcceptedPositions;
import io.landfall.memory.HeapAccount;
import java.util.Map;
import java.util.function.BiConsumer;

/** Makes what production keeps accepted records in, for those who write the changelog themselves. */
public final class BlocksInMemory {
    private BlocksInMemory() {}

    /**
     * Restored from a changelog.
     *
     * @param within the window, milliseconds
     * @param changelog what it has, in the order of its keys
     * @param further hears of each further entry; the value is null where a key is deleted
     */
    public static AcceptedPositions restored(
            long within, Map<byte[], byte[]> changelog, BiConsumer<byte[], byte[]> further) {
        AcceptedStore blocks = AcceptedStore.inMemory(within, new HeapAccount(1 << 24));
        changelog.forEach(blocks::restore);
        blocks.logTo(further::accept);
        return blocks;
    }
}
