package io.landfall.dedupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.dedupe.Accepted;
import io.landfall.memory.HeapAccount;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RunsTest {
    private static final int RECORDS = 300_000;

    private final List<RunData> discarded = new ArrayList<>();

    private Runs runs(HeapAccount room) {
        return new Runs(RunData.InMemory::new, discarded::add, room);
    }

    /** Some digests share the part that order looks at, and some come again and again. */
    private static long[] digest(Random random) {
        int kind = random.nextInt(100);
        if (kind == 0) {
            return new long[] {-1, random.nextInt(3)};
        }
        if (kind < 5) {
            return new long[] {(0x123456789L << Entry.UNORDERED_BITS) + random.nextInt(50), 7};
        }
        return new long[] {random.nextLong(), random.nextLong()};
    }

    @ParameterizedTest
    @ValueSource(longs = {1 << 26, 40_000, 0})
    void shouldFindWhatWasAddedAndNothingElse(long room) {
        Runs runs = runs(new HeapAccount(room));
        MemTable memTable = new MemTable();
        Map<List<Long>, List<Accepted>> expected = new HashMap<>();
        Random random = new Random(3);
        for (int i = 0; i < RECORDS; i++) {
            if (memTable.isFull()) {
                runs.add(memTable, Long.MIN_VALUE);
                memTable.clear();
            }
            long[] digest = digest(random);
            memTable.add(digest[0], digest[1], i, 2L * i, 3L * i);
            expected.computeIfAbsent(List.of(digest[0], digest[1]), any -> new ArrayList<>())
                    .add(new Accepted(i, 2L * i, 3L * i));
        }
        runs.add(memTable, Long.MIN_VALUE);

        assertThat(runs.size()).isEqualTo(RECORDS);
        assertThat(runs.all()).hasSizeLessThan(30);
        expected.forEach((digest, accepted) -> {
            List<Accepted> found = new ArrayList<>();
            assertThat(runs.mayHold(digest.get(0), digest.get(1))).isTrue();
            runs.find(digest.get(0), digest.get(1), found);
            assertThat(found).containsExactlyInAnyOrderElementsOf(accepted);
        });
        List<Accepted> none = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            runs.find(random.nextLong(), random.nextLong(), none);
        }
        assertThat(none).isEmpty();
    }

    @Test
    void shouldForgetAndGiveBackWhatNobodyNeeds() {
        long bytes = 1 << 26;
        HeapAccount room = new HeapAccount(bytes);
        Runs runs = runs(room);
        MemTable memTable = new MemTable();
        Random random = new Random(3);
        for (int i = 0; i < RECORDS; i++) {
            if (memTable.isFull()) {
                runs.add(memTable, i - 5000L);
                runs.forget(i - 5000L);
                memTable.clear();
                assertThat(runs.size()).isLessThan(40_000);
            }
            memTable.add(random.nextLong(), random.nextLong(), i, i, i);
        }
        assertThat(discarded).hasSizeGreaterThan(100);

        runs.close();
        assertThat(room.left()).isEqualTo(bytes);
    }
}
