package io.landfall.landing.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

    @Test
    void shouldListWhileOtherFilesComeAndGo() throws Exception {
        Path shard = Files.createDirectories(root.resolve("shard"));
        Files.createFile(shard.resolve("a"));
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            while (!done.get()) {
                try {
                    List<Path> passing = new ArrayList<>();
                    for (int i = 0; i < 50; i++) {
                        passing.add(Files.createTempFile(shard, ".a", ".tmp"));
                    }
                    for (Path file : passing) {
                        Files.delete(file);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        try (LocalObjectStore store = new LocalObjectStore(root)) {
            for (int i = 0; i < 2_000; i++) {
                assertThat(store.list("shard/", "", 10)).containsExactly("shard/a");
            }
        } finally {
            done.set(true);
            other.get(10, TimeUnit.SECONDS);
        }
    }
}
