package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyFilterTest {
    private static final int KEYS = 300_000;

    private static byte[] digest(Random random) {
        byte[] digest = new byte[Digests.LENGTH];
        random.nextBytes(digest);
        return digest;
    }

    @Test
    void shouldHoldAllThatWasAddedAndHardlyAnythingElse() {
        KeyFilter filter = new KeyFilter(new KeyFilter.Room(Long.MAX_VALUE), 0);
        Random added = new Random(1);
        for (int i = 0; i < KEYS; i++) {
            filter.add(digest(added));
        }

        Random again = new Random(1);
        for (int i = 0; i < KEYS; i++) {
            assertThat(filter.mayHold(digest(again))).isTrue();
        }
        Random others = new Random(2);
        int wrong = 0;
        for (int i = 0; i < KEYS; i++) {
            wrong += filter.mayHold(digest(others)) ? 1 : 0;
        }
        assertThat(wrong).isLessThan(KEYS / 50);
    }

    @Test
    void shouldTakeNoMoreRoomThanTheKeysThatItIsMadeFor() {
        KeyFilter.Room room = new KeyFilter.Room(Integer.MAX_VALUE);
        KeyFilter filter = new KeyFilter(room, KEYS);
        long left = room.left();
        assertThat(Integer.MAX_VALUE - left).isBetween(2L * KEYS, 2L * KEYS + 64);
        Random random = new Random(1);
        for (int i = 0; i < KEYS; i++) {
            filter.add(digest(random));
        }

        assertThat(room.left()).isEqualTo(left);
    }

    @Test
    void shouldTakeEveryKeyForPossibleWhereThereIsNoRoomAndGiveBackWhatItHas() {
        KeyFilter.Room room = new KeyFilter.Room(100_000);
        KeyFilter filter = new KeyFilter(room, 0);
        assertThat(room.left()).isLessThan(100_000);
        Random random = new Random(1);
        assertThat(filter.mayHold(digest(random))).isFalse();

        for (int i = 0; i < KEYS; i++) {
            filter.add(digest(random));
        }

        assertThat(filter.mayHold(digest(random))).isTrue();
        assertThat(room.left()).isEqualTo(100_000);
        filter.release();
        assertThat(room.left()).isEqualTo(100_000);
    }
}
