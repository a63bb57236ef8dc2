package io.landfall.landing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalObjectStoreTest extends ObjectStoreContract {
    @TempDir
    private Path root;

    @Override
    ObjectStore openStore() {
        return new LocalObjectStore(root);
    }

    @Override
    List<String> leftovers() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.map(Path::toString)
                    .filter(file -> file.endsWith(".tmp"))
                    .toList();
        }
    }

    @Test
    void shouldLeaveNoTemporaryFiles() throws IOException {
        try (ObjectStore store = new LocalObjectStore(root)) {
            store.create("a/x", List.of(ByteBuffer.allocate(1)), Map.of());
            store.create("a/x", List.of(ByteBuffer.allocate(1)), Map.of());
        }
        try (Stream<Path> files = Files.list(root.resolve("a"))) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("x", ".x.metadata");
        }
    }
}
