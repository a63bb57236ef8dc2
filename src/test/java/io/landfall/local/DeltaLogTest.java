package io.landfall.local;

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
        commit(0, "{\"metaData\":{}}\n" + add("a", 10, "2026-01-01T00:00:01.000Z"));
        commit(1, add("b", 5, "2026-01-01T00:00:03.000Z") + add("c", 1, "2026-01-01T00:00:02.000Z"));
        DeltaLog log = new DeltaLog(table);
        log.refresh();
        assertThat(log.rows()).isEqualTo(16);
        assertThat(log.newest()).isEqualTo(Instant.parse("2026-01-01T00:00:03Z"));
        commit(2, "{\"remove\":{\"path\":\"a\"}}\n" + add("d", 10, "2026-01-01T00:00:01.000Z"));
        log.refresh();
        log.refresh();
        assertThat(log.rows()).isEqualTo(16);
    }

    @Test
    void shouldBeEmptyBeforeTheTableExists() {
        DeltaLog log = new DeltaLog(table.resolve("later"));
        log.refresh();
        assertThat(log.rows()).isZero();
        assertThat(log.newest()).isEqualTo(Instant.EPOCH);
    }

    private void commit(long version, String actions) throws IOException {
        Path log = Files.createDirectories(table.resolve("_delta_log"));
        Files.writeString(log.resolve("%020d.json".formatted(version)), actions);
    }

    private static String add(String path, long rows, String newest) {
        return ("{\"add\":{\"path\":\"%s\",\"modificationTime\":1,\"stats\":\"{\\\"numRecords\\\":%d,"
                        + "\\\"maxValues\\\":{\\\"source_timestamp\\\":\\\"%s\\\"}}\"}}\n")
                .formatted(path, rows, newest);
    }
}
