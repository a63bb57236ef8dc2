package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
    @TempDir
    private Path folder;

    private void has(String kind, String file) throws IOException {
        Files.createFile(Files.createDirectories(folder.resolve(kind)).resolve(file));
    }

    @Test
    void shouldBeBetweenBatchesBeforeTheFirst() {
        assertThat(new Checkpoint(folder).isBetweenBatches()).isTrue();
    }

    @Test
    void shouldBeInABatchUntilThatIsCommitted() throws IOException {
        has("offsets", "9");
        has("commits", "9");
        has("offsets", "10");
        has("offsets", ".10.crc");
        has("commits", ".10.a1b2.tmp");
        assertThat(new Checkpoint(folder).isBetweenBatches()).isFalse();

        has("commits", "10");
        assertThat(new Checkpoint(folder).isBetweenBatches()).isTrue();
    }
}
