package io.landfall.landing.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.landing.ConditionalWriteProbe;
import io.landfall.landing.store.ObjectStore.CreateResult;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the protocol relies on, whatever the store. Each test gets an empty landing area. */
abstract class ObjectStoreContract {
    private ObjectStore store;

    abstract ObjectStore openStore();

    /** What writes that came to nothing left behind. */
    abstract List<String> leftovers() throws IOException;

    @BeforeEach
    void open() {
        store = openStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static List<ByteBuffer> bytes(String text) {
        return List.of(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    private String text(String path) {
        return new String(store.read(path, 0, 1000), StandardCharsets.UTF_8);
    }

    @Test
    void shouldStoreAllBuffersAndMetadata() {
        List<ByteBuffer> content = List.of(
                ByteBuffer.wrap(new byte[] {'a', 'b'}),
                ByteBuffer.wrap(new byte[] {'c'}).asReadOnlyBuffer());

        assertThat(store.create("t/g0001/x/00000/a.parquet", content, Map.of("landfall-nonce", "n1")))
                .isInstanceOf(CreateResult.Created.class);

        assertThat(text("t/g0001/x/00000/a.parquet")).isEqualTo("abc");
        ObjectStore.Stored stored = store.head("t/g0001/x/00000/a.parquet").orElseThrow();
        assertThat(stored.size()).isEqualTo(3);
        assertThat(stored.metadata()).containsEntry("landfall-nonce", "n1");
        assertThat(content.get(0).remaining()).isEqualTo(2);
    }

    @Test
    void shouldShowAnObjectInPartsOnlyWhenItIsComplete() {
        List<ByteBuffer> large = List.of(ByteBuffer.allocate(3 << 20), ByteBuffer.allocate(2 << 20));
        ObjectStore.PartedWrite write = store.begin("parts/a", Map.of("landfall-nonce", "n1"));

        write.part(large);
        write.part(large);
        assertThat(store.head("parts/a")).isEmpty();
        assertThat(store.list("parts/", "", 10)).isEmpty();

        assertThat(write.complete(bytes("end"))).isInstanceOf(CreateResult.Created.class);
        ObjectStore.Stored stored = store.head("parts/a").orElseThrow();
        assertThat(stored.size()).isEqualTo((10 << 20) + 3);
        assertThat(stored.metadata()).containsEntry("landfall-nonce", "n1");
        assertThat(new String(store.read("parts/a", 10 << 20, 10), StandardCharsets.UTF_8))
                .isEqualTo("end");
        assertThat(large.get(0).remaining()).isEqualTo(3 << 20);
    }

    @Test
    void shouldNeverOverwriteWithParts() {
        ObjectStore.PartedWrite write = store.begin("parts/a", Map.of("landfall-nonce", "n2"));
        write.part(List.of(ByteBuffer.allocate(5 << 20)));
        store.create("parts/a", bytes("first"), Map.of("landfall-nonce", "n1"));

        assertThat(write.complete(bytes("end"))).isInstanceOf(CreateResult.Exists.class);
        assertThat(write.complete(bytes("end"))).isInstanceOf(CreateResult.Exists.class);

        assertThat(text("parts/a")).isEqualTo("first");
        assertThat(store.head("parts/a").orElseThrow().metadata()).containsEntry("landfall-nonce", "n1");
    }

    @Test
    void shouldNotHarmACompletedObjectWhenAskedAgain() {
        ObjectStore.PartedWrite write = store.begin("parts/a", Map.of());
        write.part(List.of(ByteBuffer.allocate(5 << 20)));
        write.complete(bytes("end"));

        assertThat(write.complete(bytes("end"))).isNotInstanceOf(CreateResult.Unknown.class);
        write.abort();

        assertThat(store.head("parts/a").orElseThrow().size()).isEqualTo((5 << 20) + 3);
    }

    @Test
    void shouldLeaveNothingOfAnAbortedWrite() throws IOException {
        ObjectStore.PartedWrite write = store.begin("parts/a", Map.of());
        write.part(List.of(ByteBuffer.allocate(5 << 20)));

        write.abort();

        assertThat(store.head("parts/a")).isEmpty();
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void shouldNeverOverwrite() {
        store.create("a/b", bytes("first"), Map.of("landfall-nonce", "n1"));

        assertThat(store.create("a/b", bytes("second"), Map.of("landfall-nonce", "n2")))
                .isInstanceOf(CreateResult.Exists.class);

        assertThat(text("a/b")).isEqualTo("first");
        assertThat(store.head("a/b").orElseThrow().metadata()).containsEntry("landfall-nonce", "n1");
    }

    @Test
    void shouldLetExactlyOneOfManyWritersWin() throws Exception {
        int writers = 4;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        try {
            for (int round = 0; round < 10; round++) {
                String path = "race/" + round;
                CyclicBarrier start = new CyclicBarrier(writers);
                List<Future<CreateResult>> results = new ArrayList<>();
                for (int writer = 0; writer < writers; writer++) {
                    String name = "writer " + writer;
                    results.add(threads.submit(() -> {
                        start.await();
                        return store.create(path, bytes(name), Map.of("landfall-nonce", name));
                    }));
                }
                int winner = -1;
                for (int writer = 0; writer < writers; writer++) {
                    if (results.get(writer).get() instanceof CreateResult.Created) {
                        assertThat(winner).as("a second winner").isEqualTo(-1);
                        winner = writer;
                    }
                }
                assertThat(text(path)).isEqualTo("writer " + winner);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void shouldSayWhenThereIsNoObject() {
        assertThat(store.head("nothing/here")).isEmpty();
        assertThatThrownBy(() -> store.read("nothing/here", 0, 1))
                .isInstanceOf(ObjectStore.StoreException.class)
                .hasMessageContaining("nothing/here");
    }

    @Test
    void shouldReadRanges() {
        store.create("r", bytes("0123456789"), Map.of());

        assertThat(store.read("r", 3, 4)).asString().isEqualTo("3456");
        assertThat(store.read("r", 8, 100)).asString().isEqualTo("89");
    }

    @Test
    void shouldReadTheEndOfAnObject() {
        store.create("r", bytes("0123456789"), Map.of());
        store.create("empty", bytes(""), Map.of());

        assertThat(store.tail("r", 4)).hasValueSatisfying(tail -> {
            assertThat(StandardCharsets.UTF_8.decode(tail.bytes()).toString()).isEqualTo("6789");
            assertThat(tail.size()).isEqualTo(10);
        });
        assertThat(store.tail("r", 100)).hasValueSatisfying(tail -> {
            assertThat(StandardCharsets.UTF_8.decode(tail.bytes()).toString()).isEqualTo("0123456789");
            assertThat(tail.size()).isEqualTo(10);
        });
        assertThat(store.tail("empty", 4))
                .hasValueSatisfying(tail -> assertThat(tail.size()).isZero());
        assertThat(store.tail("nothing/here", 4)).isEmpty();
    }

    @Test
    void shouldListInOrderFromAnOffsetOn() {
        for (String name : List.of("c", "a", "e", "b", "d")) {
            store.create("shard/1/" + name, bytes(name), Map.of());
        }
        store.create("shard/10/a", bytes("other shard"), Map.of());

        assertThat(store.list("shard/1/", "", 100))
                .containsExactly("shard/1/a", "shard/1/b", "shard/1/c", "shard/1/d", "shard/1/e");
        assertThat(store.list("shard/1/", "shard/1/b", 2)).containsExactly("shard/1/c", "shard/1/d");
        assertThat(store.list("none/", "", 10)).isEmpty();
    }

    @Test
    void shouldPassTheCreateOnlyProbeAgainAndAgain() {
        ConditionalWriteProbe.check(store);
        ConditionalWriteProbe.check(store);
    }
}
