package io.landfall.delta;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.landing.store.LocalObjectStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables of which there is a log only; what Spark wrote is read in {@code DeltaTableIT}. */
class DeltaTableTest {
    private static final String PROTOCOL =
            """
            {"protocol":{"minReaderVersion":3,"minWriterVersion":7,\
            "readerFeatures":["deletionVectors"],"writerFeatures":["deletionVectors"]}}
            """;
    private static final String METADATA =
            """
            {"metaData":{"id":"1","format":{"provider":"parquet","options":{}},"schemaString":"{\\"type\\":\\"struct\\",\
            \\"fields\\":[{\\"name\\":\\"id\\",\\"type\\":\\"string\\",\\"nullable\\":true,\\"metadata\\":{}},\
            {\\"name\\":\\"at\\",\\"type\\":\\"long\\",\\"nullable\\":true,\\"metadata\\":{}}]}",\
            "partitionColumns":[],"configuration":{"delta.appendOnly":"true"}}}
            """;

    @TempDir
    private Path root;

    private DeltaTable table;

    @BeforeEach
    void open() {
        table = new DeltaTable(new LocalObjectStore(root), "demo/orders");
    }

    private void commit(long version, String actions) throws IOException {
        Path log = Files.createDirectories(root.resolve("demo/orders/_delta_log"));
        Files.writeString(log.resolve("%020d.json".formatted(version)), actions);
    }

    private static String add(String path, long millis, String more) {
        return "{\"add\":{\"path\":\"%s\",\"partitionValues\":{},\"size\":9,\"modificationTime\":%d,\"dataChange\":true%s}}\n"
                .formatted(path, millis, more);
    }

    private static String rows(long count) {
        return ",\"stats\":\"{\\\"numRecords\\\":%d}\"".formatted(count);
    }

    private List<DataFile> files() {
        List<DataFile> files = new ArrayList<>();
        table.newest().orElseThrow().files(files::add);
        return files;
    }

    @Test
    void shouldFindNoTable() throws IOException {
        assertThat(table.newest()).isEmpty();
        assertThat(table.hasCommit(0)).isFalse();
        Files.createDirectories(root.resolve("demo/orders/_delta_log"));
        assertThat(table.newest()).isEmpty();
    }

    @Test
    void shouldTellWhatTheLogSays() throws IOException {
        commit(0, PROTOCOL + METADATA);
        commit(1, add("a", 1_000, rows(10)));

        DeltaSnapshot newest = table.newest().orElseThrow();
        assertThat(newest.version()).isEqualTo(1);
        assertThat(newest.columns()).containsExactly(Map.entry("id", "string"), Map.entry("at", "long"));
        assertThat(newest.properties()).isEqualTo(Map.of("delta.appendOnly", "true"));
        assertThat(files())
                .containsExactly(new DataFile("demo/orders/a", 9, Instant.ofEpochSecond(1), OptionalLong.of(10)));
    }

    @Test
    void shouldLeaveOutFilesThatWereRemoved() throws IOException {
        commit(0, PROTOCOL + METADATA + add("a", 1_000, rows(10)) + add("b", 2_000, rows(5)));
        commit(1, "{\"remove\":{\"path\":\"a\",\"dataChange\":true}}\n");

        assertThat(files()).extracting(DataFile::path).containsExactly("demo/orders/b");
    }

    @Test
    void shouldNotCountRowsThatADeletionVectorRemoved() throws IOException {
        String vector = ",\"deletionVector\":{\"storageType\":\"i\",\"pathOrInlineDv\":\"x\",\"sizeInBytes\":1,"
                + "\"cardinality\":4}";
        commit(0, PROTOCOL + METADATA + add("a", 1_000, rows(10) + vector) + add("b", 1_000, ""));

        assertThat(files())
                .extracting(DataFile::rows)
                .containsExactlyInAnyOrder(OptionalLong.of(6), OptionalLong.empty());
    }

    @Test
    void shouldSeeThatItMovedOn() throws IOException {
        commit(0, PROTOCOL + METADATA);
        assertThat(table.hasCommit(0)).isTrue();
        assertThat(table.hasCommit(1)).isFalse();
        commit(1, add("a", 1_000, rows(10)));
        assertThat(table.hasCommit(1)).isTrue();
    }

    @Test
    void shouldNameTheTableThatItCannotRead() throws IOException {
        commit(0, "{");
        assertThatThrownBy(table::newest)
                .isInstanceOf(DeltaException.class)
                .hasMessageStartingWith("cannot read the Delta table file:")
                .hasMessageContaining("demo/orders: ");
    }

    @Test
    void shouldNameTheColumnThatIsNotThere() throws IOException {
        commit(0, PROTOCOL + METADATA);
        DeltaSnapshot newest = table.newest().orElseThrow();

        assertThatThrownBy(() -> newest.read(List.of("id", "colour"), row -> {}))
                .isInstanceOf(DeltaException.class)
                .hasMessageEndingWith("it has no column colour");
    }
}
