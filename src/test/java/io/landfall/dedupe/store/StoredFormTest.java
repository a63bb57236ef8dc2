package io.landfall.dedupe.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.dedupe.Accepted;
import io.landfall.dedupe.StreamTime;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is in stores and changelogs outlives releases: these bytes must not change. */
class StoredFormTest {
    private static final HexFormat HEX = HexFormat.of();

    @Test
    void shouldKeepTheFormOfBlocks() {
        LoggedBlocks log = LoggedBlocks.inMemory(Duration.ofHours(1));
        log.blocks().add(digest(1), new Accepted(1_000_000, 1_700_000_000_000L, 1_700_000_000_001L));
        log.blocks().add(digest(2), new Accepted(1_000_003, -1, 1_700_000_005_000L));
        log.blocks().flush();

        assertThat(log.compacted()).hasSize(1).allSatisfy((key, block) -> assertThat(
                        HEX.formatHex(key) + " " + HEX.formatHex(block))
                .isEqualTo("0200000000000f424000000000000f4243 "
                        + "01010101010101010101010101010101" + "81897a" + "80a0abfef962" + "02"
                        + "02020202020202020202020202020202" + "07" + "81a0abfef962" + "92eeabfef962"));
    }

    @Test
    void shouldReadBackAnyBlock() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            int records = 1 + random.nextInt(5);
            ByteBuffer entries = ByteBuffer.allocate(records * Entry.BYTES);
            for (int n = 0; n < records; n++) {
                long time = random.nextLong() >> 3;
                entries.putLong(random.nextLong()).putLong(random.nextLong());
                entries.putLong(random.nextLong(1L << 61)).putLong(time);
                entries.putLong(random.nextBoolean() ? time : random.nextLong() >> 3);
            }
            ByteBuffer read = ByteBuffer.allocate(entries.capacity());

            BlockCodec.decode(
                    new BlockCodec().encode(entries), (first, second, offset, time, seenAt) -> read.putLong(first)
                            .putLong(second)
                            .putLong(offset)
                            .putLong(time)
                            .putLong(seenAt));

            assertThat(read.array()).isEqualTo(entries.array());
        }
    }

    private static byte[] digest(int of) {
        byte[] digest = new byte[16];
        Arrays.fill(digest, (byte) of);
        return digest;
    }

    @Test
    void shouldRefuseBlocksOfAnUnknownFormat() {
        AcceptedStore blocks = LoggedBlocks.inMemory(Duration.ofHours(1)).blocks();

        assertThatThrownBy(() -> blocks.restore(new byte[16], new byte[] {9})).hasMessageContaining("another version");
    }

    @Test
    void shouldKeepTheFormOfSteps() {
        AcceptedStore store = LoggedBlocks.inMemory(Duration.ofHours(1)).blocks();
        StreamTime steps = new StreamTime(store);
        steps.advance(10, 1_700_000_000_000L, 0);
        steps.advance(10 + StreamTime.STRIDE, 1_700_000_005_000L, 0);

        assertThat(HEX.formatHex(store.steps())).isEqualTo("010a80a0abfef9628020904e");
        assertThat(new StreamTime(store).before(11)).isEqualTo(1_700_000_000_000L);
    }

    @Test
    void shouldRefuseStoresOfAnUnknownFormat() {
        AcceptedStore store = LoggedBlocks.inMemory(Duration.ofHours(1)).blocks();
        store.steps(new byte[] {9});

        assertThatThrownBy(() -> new StreamTime(store)).hasMessageContaining("format 9");
    }
}
