package io.landfall.dedupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.memory.HeapAccount;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BloomFilterTest {
    private static final int KEYS = 300_000;

    @Test
    void shouldHoldAllThatWasAddedAndHardlyAnythingElse() {
        BloomFilter filter =
                BloomFilter.of(new HeapAccount(Long.MAX_VALUE), KEYS).orElseThrow();
        Random added = new Random(1);
        for (int i = 0; i < KEYS; i++) {
            filter.add(added.nextLong(), added.nextLong());
        }

        Random again = new Random(1);
        for (int i = 0; i < KEYS; i++) {
            assertThat(filter.mayHold(again.nextLong(), again.nextLong())).isTrue();
        }
        Random others = new Random(2);
        int wrong = 0;
        for (int i = 0; i < KEYS; i++) {
            wrong += filter.mayHold(others.nextLong(), others.nextLong()) ? 1 : 0;
        }
        assertThat(wrong).isLessThan(KEYS / 200);
    }

    @Test
    void shouldTakeTwoBytesAKeyAndGiveThemBack() {
        HeapAccount room = new HeapAccount(2 * KEYS + 64);

        BloomFilter filter = BloomFilter.of(room, KEYS).orElseThrow();
        assertThat(room.left()).isBetween(0L, 64L);
        assertThat(BloomFilter.of(room, KEYS)).isEmpty();

        filter.release();
        assertThat(room.left()).isEqualTo(2 * KEYS + 64);
    }
}
