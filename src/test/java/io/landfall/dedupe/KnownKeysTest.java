package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class KnownKeysTest {
    private static final int KEYS = 50_000;
    private static final byte[] ENTRY = new AcceptedCodec().encode(List.of(new Accepted(7, 1_000, 1_000)));

    private final InMemoryPositions store = new InMemoryPositions();

    private static byte[] key(long seed) {
        byte[] key = new byte[Digests.LENGTH];
        new SplittableRandom(seed).nextBytes(key);
        return key;
    }

    private void fill() {
        for (int i = 0; i < KEYS; i++) {
            store.put(key(i), ENTRY);
        }
    }

    private int ruledOut(KnownKeys known, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += known.mayHold(key(i)) ? 0 : 1;
        }
        return count;
    }

    @Test
    void shouldKnowAnEmptyStoreAtOnce() {
        Sweep sweep = new Sweep(store, key(1));
        KnownKeys known = sweep.known();
        sweep.added(key(2), 0);

        assertThat(known.mayHold(key(2))).isTrue();
        assertThat(known.mayHold(key(3))).isFalse();
    }

    @Test
    void shouldLearnTheKeysOfARestoredStoreAsThePassGoesOn() {
        fill();
        Sweep sweep = new Sweep(store, key(1));
        int ruledOutBefore = -1;
        int ruledOut = ruledOut(sweep.known(), KEYS, KEYS + 1000);
        assertThat(ruledOut).as("nothing is known at first").isZero();

        for (int slice = 0; slice < 4 * KEYS / Sweep.VISITS; slice++) {
            sweep.next(0);
            assertThat(ruledOut(sweep.known(), 0, KEYS))
                    .as("no key of the store is ruled out")
                    .isZero();
            ruledOutBefore = ruledOut;
            ruledOut = ruledOut(sweep.known(), KEYS, KEYS + 1000);
            assertThat(ruledOut).isGreaterThanOrEqualTo(ruledOutBefore);
        }

        assertThat(ruledOut).as("most keys that are not there").isGreaterThan(900);
    }

    @Test
    void shouldKnowKeysThatAreAddedWhileAPassGoesOn() {
        fill();
        Sweep sweep = new Sweep(store, new byte[Digests.LENGTH]);
        int added = KEYS;

        while (sweep.known().wantsPass(KEYS)) {
            sweep.next(0);
            for (int i = 0; i < 1_000; i++) {
                store.put(key(added), ENTRY);
                sweep.added(key(added), 1_000);
                added++;
            }
            assertThat(ruledOut(sweep.known(), 0, added)).isZero();
        }

        assertThat(added).as("there was a pass of many slices").isGreaterThan(KEYS + 5_000);
        assertThat(ruledOut(sweep.known(), added, added + 1_000)).isGreaterThan(900);
    }

    @Test
    void shouldVisitNoKeyUntilOneHasExpired() {
        fill();
        Sweep sweep = new Sweep(store, new byte[Digests.LENGTH]);
        while (sweep.known().wantsPass(KEYS)) {
            sweep.next(0);
        }
        store.put(key(KEYS), new AcceptedCodec().encode(List.of(new Accepted(9, 5_000, 5_000))));
        sweep.added(key(KEYS), 5_000);
        store.scans = 0;

        for (int slice = 0; slice < 100; slice++) {
            sweep.next(1_000);
        }
        assertThat(store.scans).isZero();

        for (int slice = 0; slice < 100; slice++) {
            sweep.next(1_001);
        }
        assertThat(store.entries).as("all but one").hasSize(1);
        store.scans = 0;

        sweep.next(5_000);
        assertThat(store.scans).isZero();
        for (int slice = 0; slice < 100; slice++) {
            sweep.next(5_001);
        }
        assertThat(store.entries).isEmpty();
    }

    @Test
    void shouldLearnAllKeysAgainOnceThereIsRoom() {
        long bytes = 4L * KEYS;
        KeyFilter.Room room = new KeyFilter.Room(bytes);
        KeyFilter other = new KeyFilter(room, KEYS * 7 / 4);
        Sweep sweep = new Sweep(store, new byte[Digests.LENGTH], room);
        for (int i = 0; i < KEYS; i++) {
            store.put(key(i), ENTRY);
            sweep.added(key(i), 1_000);
        }
        assertThat(ruledOut(sweep.known(), KEYS, KEYS + 1_000))
                .as("there was no room")
                .isZero();
        store.scans = 0;
        for (int slice = 0; slice < 100; slice++) {
            sweep.next(0);
        }
        assertThat(store.scans).as("a pass would be in vain").isZero();

        other.release();
        for (int slice = 0; slice < 100; slice++) {
            sweep.next(0);
            assertThat(ruledOut(sweep.known(), 0, KEYS)).isZero();
        }

        assertThat(ruledOut(sweep.known(), KEYS, KEYS + 1_000)).isGreaterThan(900);
        assertThat(room.left())
                .as("one layer, and no second filter")
                .isBetween(bytes - 3L * KEYS - 64, bytes - 3L * KEYS);
    }

    @Test
    void shouldForgetExpiredKeysWithTheNextPass() {
        fill();
        Sweep sweep = new Sweep(store, key(1));
        for (int slice = 0; slice < 100; slice++) {
            sweep.next(0);
        }
        assertThat(ruledOut(sweep.known(), 0, KEYS)).isZero();
        sweep.added(key(KEYS), 5_000);
        store.put(key(KEYS), new AcceptedCodec().encode(List.of(new Accepted(9, 5_000, 5_000))));

        for (int slice = 0; slice < 100; slice++) {
            sweep.next(2_000);
        }

        assertThat(store.entries).hasSize(1);
        assertThat(ruledOut(sweep.known(), 0, KEYS)).isGreaterThan(KEYS * 9 / 10);
        assertThat(sweep.known().mayHold(key(KEYS))).isTrue();
    }
}
