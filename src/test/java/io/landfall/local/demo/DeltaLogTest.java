package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeltaLogTest {
    @TempDir
    private Path table;

    @Test
    void shouldCountAddedRowsWithoutRemovedOnes() throws IOException {
        commit(0, "{\"metaData\":{}}\n" + add("a", 10, 1_000));
        commit(1, add("b", 5, 3_000) + add("c", 1, 2_000));
        DeltaLog log = new DeltaLog(table);
        log.refresh();
        assertThat(log.rows()).isEqualTo(16);
        assertThat(log.written()).isEqualTo(Instant.ofEpochSecond(3));
        commit(2, "{\"remove\":{\"path\":\"a\"}}\n" + add("d", 10, 1_000));
        log.refresh();
        log.refresh();
        assertThat(log.rows()).isEqualTo(16);
    }

    @Test
    void shouldBeEmptyBeforeTheTableExists() {
        DeltaLog log = new DeltaLog(table.resolve("later"));
        log.refresh();
        assertThat(log.rows()).isZero();
        assertThat(log.written()).isEqualTo(Instant.EPOCH);
    }

    private void commit(long version, String actions) throws IOException {
        Path log = Files.createDirectories(table.resolve("_delta_log"));
        Files.writeString(log.resolve("%020d.json".formatted(version)), actions);
    }

    private static String add(String path, long rows, long millis) {
        return "{\"add\":{\"path\":\"%s\",\"modificationTime\":%d,\"stats\":\"{\\\"numRecords\\\":%d}\"}}\n"
                .formatted(path, millis, rows);
    }
}
