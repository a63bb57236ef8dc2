package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.Test;

class BatchedWritesTest {
    private final List<String> calls = new ArrayList<>();
    private final KeyValueStore<Bytes, byte[]> behind =
            Stores.inMemoryKeyValueStore("behind").get();
    private final BatchedWrites writes = new BatchedWrites(noting(behind));

    @Test
    void shouldFindWhatWaitsAndWhatWasHandedOn() {
        for (int i = 0; i < BatchedWrites.BATCH + 10; i++) {
            writes.put(bytes(i), bytes(i).get());
        }
        writes.put(bytes(3), bytes(33).get());
        writes.delete(bytes(4));

        assertThat(calls).as("the batch before is remembered").containsExactly("putAll");
        assertThat(behind.get(bytes(3))).isEqualTo(bytes(3).get());
        assertThat(writes.get(bytes(3))).isEqualTo(bytes(33).get());
        assertThat(writes.get(bytes(4)))
                .as("deleted, though the store behind has it")
                .isNull();
        assertThat(writes.get(bytes(5))).isEqualTo(bytes(5).get());
        assertThat(writes.get(bytes(BatchedWrites.BATCH + 5))).isNotNull();
        assertThat(writes.get(bytes(BatchedWrites.BATCH + 10))).isNull();
    }

    @Test
    void shouldAskTheStoreForWhatWasWrittenLongBefore() {
        for (int i = 0; i < 3 * BatchedWrites.BATCH; i++) {
            writes.put(bytes(i), bytes(i).get());
        }
        writes.put(bytes(0), bytes(7).get());
        calls.clear();

        assertThat(writes.get(bytes(1))).isEqualTo(bytes(1).get());
        assertThat(calls).containsExactly("get");
        assertThat(writes.get(bytes(0))).isEqualTo(bytes(7).get());
        assertThat(writes.get(bytes(3 * BatchedWrites.BATCH - 1))).isNotNull();
        assertThat(calls).containsExactly("get");
    }

    @Test
    void shouldKnowWhatWasDeletedInTheBatchBefore() {
        writes.put(bytes(0), bytes(0).get());
        fill(1);
        writes.delete(bytes(0));
        fill(1 + BatchedWrites.BATCH);

        assertThat(behind.get(bytes(0))).isNull();
        assertThat(writes.get(bytes(0))).isNull();
        fill(1 + 2 * BatchedWrites.BATCH);
        assertThat(writes.get(bytes(0))).isNull();
    }

    @Test
    void shouldSeeWhatCameIntoTheStoreAfterACommit() {
        writes.put(bytes(1), bytes(1).get());
        writes.put(bytes(2), bytes(2).get());
        writes.delete(bytes(3));
        writes.commit(Map.of());
        // As a standby's store gets it from the changelog.
        behind.put(bytes(1), bytes(11).get());
        behind.delete(bytes(2));
        behind.put(bytes(3), bytes(33).get());

        assertThat(writes.get(bytes(1))).isEqualTo(bytes(11).get());
        assertThat(writes.get(bytes(2))).isNull();
        assertThat(writes.get(bytes(3))).isEqualTo(bytes(33).get());
    }

    @Test
    void shouldForgetWhatItKnewWhenItIsClosed() {
        fill(0);
        writes.put(bytes(-1), bytes(1).get());
        writes.close();

        assertThat(writes.get(bytes(0))).isNull();
        assertThat(writes.get(bytes(-1))).isNull();
    }

    @Test
    void shouldScanWhatWaits() {
        writes.put(bytes(1), bytes(1).get());
        writes.put(bytes(2), bytes(2).get());
        writes.delete(bytes(1));

        assertThat(keys(writes.range(bytes(0), bytes(9)))).containsExactly(bytes(2));
        assertThat(keys(writes.all())).containsExactly(bytes(2));
    }

    @Test
    void shouldHandOnWhatWaitsBeforeTheOffsetsAreKept() {
        writes.put(bytes(1), bytes(1).get());
        writes.commit(Map.of());
        writes.commit(Map.of());

        assertThat(calls).containsExactly("putAll", "commit", "commit");
        assertThat(behind.get(bytes(1))).isEqualTo(bytes(1).get());
    }

    @Test
    void shouldGiveTheValueBefore() {
        assertThat(writes.putIfAbsent(bytes(1), bytes(1).get())).isNull();
        assertThat(writes.putIfAbsent(bytes(1), bytes(2).get())).isEqualTo(bytes(1).get());
        assertThat(writes.delete(bytes(1))).isEqualTo(bytes(1).get());
        assertThat(writes.delete(bytes(1))).isNull();
    }

    /** As many entries as make a batch. */
    private void fill(int from) {
        for (int i = from; i < from + BatchedWrites.BATCH; i++) {
            writes.put(bytes(i), bytes(i).get());
        }
    }

    private static List<Bytes> keys(KeyValueIterator<Bytes, byte[]> entries) {
        List<Bytes> keys = new ArrayList<>();
        try (entries) {
            entries.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    private static Bytes bytes(int number) {
        return Bytes.wrap(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    @SuppressWarnings("unchecked")
    private KeyValueStore<Bytes, byte[]> noting(KeyValueStore<Bytes, byte[]> store) {
        return (KeyValueStore<Bytes, byte[]>) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {KeyValueStore.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
