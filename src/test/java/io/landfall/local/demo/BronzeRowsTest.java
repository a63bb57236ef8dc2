package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.delta.DeltaTable;
import io.landfall.landing.store.LocalObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BronzeRowsTest {
    private static final String TABLE =
            """
            {"protocol":{"minReaderVersion":1,"minWriterVersion":2}}
            {"metaData":{"id":"1","format":{"provider":"parquet","options":{}},\
            "schemaString":"{\\"type\\":\\"struct\\",\\"fields\\":[]}","partitionColumns":[],"configuration":{}}}
            """;

    @TempDir
    private Path folder;

    private BronzeRows bronze() {
        return new BronzeRows(new DeltaTable(new LocalObjectStore(folder), "orders"));
    }

    @Test
    void shouldCountAddedRowsWithoutRemovedOnes() throws IOException {
        commit(0, TABLE + add("a", 10, 1_000));
        commit(1, add("b", 5, 3_000) + add("c", 1, 2_000));
        BronzeRows log = bronze();
        log.refresh();
        assertThat(log.rows()).isEqualTo(16);
        assertThat(log.written()).isEqualTo(Instant.ofEpochSecond(3));
        commit(2, "{\"remove\":{\"path\":\"a\",\"dataChange\":true}}\n" + add("d", 10, 1_000));
        log.refresh();
        log.refresh();
        assertThat(log.rows()).isEqualTo(16);
    }

    @Test
    void shouldBeEmptyBeforeTheTableExists() throws IOException {
        BronzeRows log = bronze();
        log.refresh();
        assertThat(log.rows()).isZero();
        assertThat(log.written()).isEqualTo(Instant.EPOCH);
        commit(0, TABLE);
        log.refresh();
        assertThat(log.rows()).isZero();
        commit(1, add("a", 10, 1_000));
        log.refresh();
        assertThat(log.rows()).isEqualTo(10);
    }

    @Test
    void shouldNotReadAgainWhatHasNotGrown() throws IOException {
        commit(0, TABLE + add("a", 10, 1_000));
        BronzeRows log = bronze();
        log.refresh();
        Files.writeString(file(0), "would be read in vain");
        log.refresh();
        assertThat(log.rows()).isEqualTo(10);
    }

    private Path file(long version) {
        return folder.resolve("orders/_delta_log/%020d.json".formatted(version));
    }

    private void commit(long version, String actions) throws IOException {
        Files.createDirectories(file(version).getParent());
        Files.writeString(file(version), actions);
    }

    private static String add(String path, long rows, long millis) {
        return ("{\"add\":{\"path\":\"%s\",\"partitionValues\":{},\"size\":9,\"modificationTime\":%d,\"dataChange\":true,"
                        + "\"stats\":\"{\\\"numRecords\\\":%d}\"}}\n")
                .formatted(path, millis, rows);
    }
}
