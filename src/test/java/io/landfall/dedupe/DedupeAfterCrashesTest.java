package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.DedupeConfig;
import io.landfall.config.TableConfig;
import io.landfall.dedupe.store.LoggedBlocks;
import io.landfall.record.Outcome;
import io.landfall.record.RawRecord;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every offset is decided alike, whatever crashes and however often it is processed. */
class DedupeAfterCrashesTest {
    private static final int SEEDS = 25;
    private static final int RECORDS = 30_000;

    @TempDir
    Path folder;

    private int folders;

    private enum Crashes {
        NONE,
        EXACTLY_ONCE,
        AT_LEAST_ONCE;

        private boolean onDisk(int seed) {
            return this != NONE && seed % 2 == 0;
        }
    }

    /** How a run differs from how Landfall runs. */
    private record Mutation(UnaryOperator<AcceptedPositions> store, boolean forgetsBeforeCommit) {
        static final Mutation NONE = new Mutation(store -> store, false);
    }

    @Test
    void shouldDecideAsTheRuleSays() {
        assertThat(differences(Crashes.NONE, Mutation.NONE)).isEmpty();
    }

    @Test
    void shouldDecideAlikeAfterCrashesUnderExactlyOnce() {
        assertThat(differences(Crashes.EXACTLY_ONCE, Mutation.NONE)).isEmpty();
    }

    @Test
    void shouldDecideAlikeAfterCrashesUnderAtLeastOnceWithStateAheadOfOffsets() {
        assertThat(differences(Crashes.AT_LEAST_ONCE, Mutation.NONE)).isEmpty();
    }

    @Test
    void shouldNoticeIfPositionsWereNotKept() {
        Mutation noPositions = new Mutation(WithoutPositions::new, false);

        assertThat(differences(Crashes.AT_LEAST_ONCE, noPositions)).isNotEmpty();
    }

    @Test
    void shouldNoticeIfStreamTimeWereForgottenOnRestart() {
        Mutation noSteps = new Mutation(WithoutSteps::new, false);

        assertThat(differences(Crashes.EXACTLY_ONCE, noSteps)).isNotEmpty();
        assertThat(differences(Crashes.AT_LEAST_ONCE, noSteps)).isNotEmpty();
    }

    @Test
    void shouldNoticeIfEntriesWereForgottenBeforeTheirExpiryIsCommitted() {
        Mutation eager = new Mutation(store -> store, true);

        assertThat(differences(Crashes.AT_LEAST_ONCE, eager)).isNotEmpty();
    }

    @Test
    void shouldNoticeIfBlocksWereNotWrittenBeforeTheCommit() {
        Mutation late = new Mutation(WithLateBlocks::new, false);

        assertThat(differences(Crashes.EXACTLY_ONCE, late)).isNotEmpty();
        assertThat(differences(Crashes.AT_LEAST_ONCE, late)).isNotEmpty();
    }

    private List<String> differences(Crashes crashes, Mutation mutation) {
        return IntStream.range(0, SEEDS)
                .mapToObj(seed -> new Run(seed, crashes, mutation).differences())
                .flatMap(List::stream)
                .limit(10)
                .toList();
    }

    private final class Run {
        private final int seed;
        private final Random random;
        private final Crashes crashes;
        private final Mutation mutation;
        private final TableConfig table;
        private final List<RawRecord> records;
        private final boolean[] expected;
        private final LoggedBlocks store;
        private final int crashEvery;
        private final int commitEvery;
        private Deduper deduper;
        private int committed;

        Run(int seed, Crashes crashes, Mutation mutation) {
            this.seed = seed;
            this.random = new Random(seed);
            this.crashes = crashes;
            this.mutation = mutation;
            Duration within = Duration.ofSeconds(100 + random.nextInt(12_000));
            this.table = Streams.table("t", new DedupeConfig.By.Content(), within);
            this.records = Streams.random(random, RECORDS, within);
            this.expected = new boolean[RECORDS];
            this.store = crashes.onDisk(seed)
                    ? LoggedBlocks.in(folder.resolve(crashes + "-" + folders++), within)
                    : LoggedBlocks.inMemory(within);
            this.crashEvery = 2000 + random.nextInt(8000);
            this.commitEvery = 50 + random.nextInt(9000);
            ReferenceDedupe reference = new ReferenceDedupe(within.toMillis());
            for (int i = 0; i < RECORDS; i++) {
                expected[i] = reference.accepts(records.get(i));
            }
        }

        List<String> differences() {
            List<String> differences = new ArrayList<>();
            open();
            int at = 0;
            while (at < RECORDS && differences.isEmpty()) {
                RawRecord record = records.get(at);
                boolean accepted = deduper.dedupe(record) instanceof Outcome.Passed;
                if (accepted != expected[at]) {
                    differences.add("seed " + seed + ", " + crashes + ": offset "
                            + record.position().offset() + " accepted: " + accepted);
                }
                if (mutation.forgetsBeforeCommit) {
                    deduper.committed(record.position().offset() + 1);
                }
                at++;
                if (random.nextInt(commitEvery) == 0) {
                    commit(at);
                }
                if (crashes != Crashes.NONE && random.nextInt(crashEvery) == 0) {
                    at = crash();
                }
            }
            return differences;
        }

        private void commit(int at) {
            deduper.beforeCommit();
            committed = at;
            store.commit();
            // A commit whose answer is lost: it counts, but nobody tells the deduper.
            if (random.nextInt(4) > 0) {
                deduper.committed(offset(at));
                store.inStep(random.nextBoolean());
            }
        }

        private int crash() {
            if (crashes == Crashes.EXACTLY_ONCE) {
                store.restoreCommitted();
            } else {
                store.restoreAhead(random);
            }
            open();
            return committed;
        }

        private void open() {
            deduper = new Deduper(table, Streams.KEY, mutation.store.apply(store.positions()), offset(committed));
        }

        private long offset(int index) {
            return index < RECORDS
                    ? records.get(index).position().offset()
                    : records.get(RECORDS - 1).position().offset() + 1;
        }
    }

    /** Finds no steps when it is opened. */
    private static final class WithoutSteps extends DelegatingPositions {
        WithoutSteps(AcceptedPositions store) {
            super(store);
        }

        @Override
        public byte[] steps() {
            return new byte[0];
        }
    }

    /** Writes blocks when they are full, as if commits did not matter. */
    private static final class WithLateBlocks extends DelegatingPositions {
        WithLateBlocks(AcceptedPositions store) {
            super(store);
        }

        @Override
        public void flush() {}
    }
}
