package io.landfall.dedupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.dedupe.Accepted;
import io.landfall.dedupe.StreamTime;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcceptedStoreTest {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    Path folder;

    private static byte[] digest(long of) {
        Random random = new Random(of);
        return ByteBuffer.allocate(16)
                .putLong(random.nextLong())
                .putLong(random.nextLong())
                .array();
    }

    private static void add(LoggedBlocks log, long from, long to) {
        for (long i = from; i < to; i++) {
            log.blocks().add(digest(i), new Accepted(i, NOW + i, NOW + i));
        }
    }

    private static void commit(LoggedBlocks log) {
        log.blocks().flush();
        log.commit();
        log.blocks().committed();
    }

    private static void assertHolds(LoggedBlocks log, long from, long to) {
        for (long i = from; i < to; i++) {
            assertThat(log.blocks().of(digest(i))).contains(new Accepted(i, NOW + i, NOW + i));
        }
    }

    @Test
    void shouldHaveFewBlocksHoweverSmallCommitsAre() {
        LoggedBlocks log = LoggedBlocks.inMemory(HOUR);
        int records = 10_000;
        for (int i = 0; i < records; i++) {
            add(log, i, i + 1);
            commit(log);
        }
        commit(log);

        assertThat(log.compacted()).hasSizeLessThan(records / 40);
        log.restoreCommitted();
        assertThat(log.blocks().size()).isBetween((long) records, records * 5L / 4);
        assertHolds(log, 0, records);
    }

    @Test
    void shouldDeleteSmallBlocksOnlyWhenTheLargerOneIsCommitted() {
        LoggedBlocks log = LoggedBlocks.inMemory(HOUR);
        Map<String, Integer> sizes = new HashMap<>();
        for (int i = 0; i < 16; i++) {
            add(log, i, i + 1);
            log.blocks().flush();
        }
        sizes.put("joined", log.compacted().size());
        log.blocks().flush();
        sizes.put("not committed", log.compacted().size());
        log.blocks().committed();
        log.blocks().flush();
        sizes.put("committed", log.compacted().size());

        assertThat(sizes).isEqualTo(Map.of("joined", 17, "not committed", 17, "committed", 1));
    }

    @Test
    void shouldForgetWithoutBeingToldWhatItsPredecessorForgot() {
        LoggedBlocks log = LoggedBlocks.inMemory(HOUR);
        StreamTime time = new StreamTime(log.blocks());
        long hours = HOUR.toMillis();
        for (int i = 0; i < 10; i++) {
            long offset = 5000L * i;
            for (int n = 0; n < 5000; n++) {
                log.blocks().add(digest(offset + n), new Accepted(offset + n, NOW + i * hours, NOW + i * hours));
            }
            time.advance(offset, NOW + i * hours, offset);
        }
        commit(log);
        assertThat(log.blocks().size()).isEqualTo(50_000);

        log.restoreCommitted();
        log.blocks().flush();

        assertThat(log.blocks().size()).isLessThan(35_000);
        for (int i = 8 * 5000; i < 50_000; i++) {
            assertThat(log.blocks().of(digest(i))).isNotEmpty();
        }
    }

    @Test
    void shouldFindInItsFolderWhatWasThereAndTheRestInTheChangelog() {
        LoggedBlocks log = LoggedBlocks.in(folder, HOUR);
        add(log, 0, 70_000);
        commit(log);
        log.inStep(false);
        long snapshot = log.blocks().snapshot().orElseThrow();
        add(log, 70_000, 90_000);
        commit(log);
        log.inStep(false);
        add(log, 90_000, 95_000);

        log.restoreCommitted();

        assertThat(log.blocks().snapshot()).contains(snapshot);
        assertThat(log.blocks().size()).isEqualTo(90_000);
        assertHolds(log, 0, 90_000);
        assertThat(log.blocks().of(digest(90_000))).isEmpty();
    }

    @Test
    void shouldTakeNoSnapshotOfWhatIsNotCommitted() {
        LoggedBlocks log = LoggedBlocks.in(folder, HOUR);
        add(log, 0, 70_000);
        log.blocks().flush();

        log.inStep(true);
        assertThat(log.blocks().snapshot()).isEmpty();

        commit(log);
        log.inStep(true);
        assertThat(log.blocks().snapshot()).isPresent();
    }

    @Test
    void shouldLeaveNoFilesThatNobodyNeeds() throws IOException {
        LoggedBlocks log = LoggedBlocks.in(folder, HOUR);
        for (long i = 0; i < 20; i++) {
            add(log, 70_000 * i, 70_000 * (i + 1));
            log.blocks().forget(NOW + 70_000 * (i - 1));
            commit(log);
            log.inStep(false);
        }
        log.inStep(true);

        assertThat(bytesOfFiles()).isBetween(70_000L * Entry.BYTES, 6 * 70_000L * Entry.BYTES);
        log.restoreCommitted();
        assertHolds(log, 70_000 * 19, 70_000 * 20);
    }

    @Test
    void shouldLeaveNoFilesThatNobodyNeedsHoweverLongThereIsNoSnapshot() throws IOException {
        LoggedBlocks log = LoggedBlocks.in(folder, HOUR);
        add(log, 0, 70_000);
        commit(log);
        log.inStep(true);
        for (long i = 1; i < 20; i++) {
            add(log, 70_000 * i, 70_000 * (i + 1));
            log.blocks().forget(NOW + 70_000 * (i - 1));
            commit(log);
        }

        assertThat(bytesOfFiles()).isLessThan(6 * 70_000L * Entry.BYTES);
        log.restoreCommitted();
        assertHolds(log, 70_000L * 19, 70_000L * 20);
    }

    private long bytesOfFiles() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void shouldBeginFromNothingWhereTheSnapshotCannotBeUsed() throws IOException {
        LoggedBlocks log = LoggedBlocks.in(folder, HOUR);
        add(log, 0, 70_000);
        commit(log);
        log.inStep(true);
        Path snapshot = folder.resolve("snapshot");
        byte[] bytes = Files.readAllBytes(snapshot);
        bytes[10] ^= 1;
        Files.write(snapshot, bytes);

        log.restoreCommitted();

        assertThat(log.blocks().snapshot()).isEmpty();
        assertHolds(log, 0, 70_000);
    }

    @Test
    void shouldBeginFromNothingWhereItIsToldNotToTrustWhatIsThere() throws IOException {
        LoggedBlocks log = LoggedBlocks.in(folder, HOUR);
        add(log, 0, 70_000);
        commit(log);
        log.inStep(true);

        log.blocks().forgetSnapshot();
        log.inStep(true);
        log.restoreCommitted();

        assertThat(log.blocks().snapshot()).isEmpty();
        assertHolds(log, 0, 70_000);
    }
}
