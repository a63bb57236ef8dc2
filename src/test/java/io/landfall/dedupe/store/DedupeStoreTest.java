package io.landfall.dedupe.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.DedupeConfig.By;
import io.landfall.config.ProcessingConfig.StoreKind;
import io.landfall.config.TableConfig;
import io.landfall.dedupe.Accepted;
import io.landfall.dedupe.AcceptedPositions;
import io.landfall.dedupe.Deduper;
import io.landfall.dedupe.Streams;
import io.landfall.memory.HeapAccount;
import io.landfall.memory.HeapBudget;
import io.landfall.record.Outcome;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DedupeStoreTest {
    private static final long NOW = 1_700_000_000_000L;
    private static final TableConfig TABLE = Streams.table("orders", new By.Content(), Duration.ofMinutes(10));

    @TempDir
    Path state;

    private TopologyTestDriver driver(StoreKind kind) {
        Topology topology = new Topology();
        topology.addSource("source", "topic")
                .addProcessor("dedupe", Nothing::new, "source")
                .addStateStore(DedupeStore.builder(TABLE, kind, new HeapAccount(1 << 24)), "dedupe");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dedupe-store");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        return new TopologyTestDriver(topology, properties);
    }

    private static final class Nothing implements Processor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {}
    }

    private static DedupeStore store(TopologyTestDriver driver) {
        return (DedupeStore) driver.getStateStore("orders-dedupe-store");
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeADeduperAndForgetWhatHasExpired(StoreKind kind) {
        try (TopologyTestDriver driver = driver(kind)) {
            AcceptedPositions store = store(driver).positions();
            Deduper deduper = new Deduper(TABLE, Streams.KEY, store, 0);
            int duplicates = 0;
            int distinct = 60_000;
            for (int i = 0; i < distinct; i++) {
                for (int copy = 0; copy < 2; copy++) {
                    long time = NOW + i * 1000L;
                    Outcome<?> outcome = deduper.dedupe(Streams.record(2L * i + copy, time, time, i));
                    duplicates += outcome instanceof Outcome.Duplicate ? 1 : 0;
                }
                if (i % 100 == 0) {
                    deduper.beforeCommit();
                    deduper.committed(2L * i + 2);
                }
            }

            assertThat(duplicates).isEqualTo(distinct);
            assertThat(((AcceptedStore) store).size()).isLessThan(distinct / 3);
        }
    }

    @Test
    void shouldFindWhatWasThereAndUpToWhereItHadTheChangelog() {
        TopicPartition changelog = new TopicPartition("changelog", 0);
        byte[] digest = new byte[16];
        Accepted accepted = new Accepted(1, NOW, NOW);
        DedupeStore store = open();
        assertThat(store.committedOffset(changelog)).isNull();
        store.positions().add(digest, accepted);
        store.positions().flush();
        store.positions().committed();
        store.commit(Map.of(changelog, 7L));
        store.close();

        DedupeStore again = open();
        assertThat(again.committedOffset(changelog)).isEqualTo(7);
        assertThat(again.positions().of(digest)).containsExactly(accepted);
        again.positions().add(digest, new Accepted(2, NOW, NOW));
        again.commit(Map.of(changelog, 9L));
        again.close();

        DedupeStore afterACrash = open();
        assertThat(afterACrash.committedOffset(changelog)).isEqualTo(7);
        assertThat(afterACrash.positions().of(digest)).containsExactly(accepted);
        afterACrash.commit(Map.of());
        afterACrash.close();

        assertThat(open().committedOffset(changelog)).isNull();
    }

    private DedupeStore open() {
        return open(0, new HeapAccount(1 << 24));
    }

    private DedupeStore open(int partition, HeapAccount filters) {
        DedupeStore store = DedupeStore.builder(TABLE, StoreKind.DISK, filters)
                .withLoggingDisabled()
                .build();
        File folder = state.resolve(Integer.toString(partition)).toFile();
        store.init(
                new MockProcessorContext<Void, Void>(new Properties(), new TaskId(0, partition), folder)
                        .getStateStoreContext(),
                store);
        return store;
    }

    private static void fill(DedupeStore store) {
        Random random = new Random(1);
        for (int i = 0; i <= MemTable.CAPACITY; i++) {
            byte[] digest = new byte[16];
            random.nextBytes(digest);
            store.positions().add(digest, new Accepted(i, NOW, NOW));
        }
    }

    @Test
    void shouldShareTheRoomForFiltersWithinABudgetOnly() {
        HeapBudget budget = HeapBudget.of(1 << 24, 0);
        HeapBudget other = HeapBudget.of(1 << 24, 0);
        long room = budget.filters().left();
        DedupeStore one = open(0, budget.filters());
        DedupeStore two = open(1, budget.filters());

        fill(one);
        long ofOne = room - budget.filters().left();
        fill(two);

        assertThat(ofOne).isPositive();
        assertThat(budget.filters().left()).isEqualTo(room - 2 * ofOne);
        assertThat(other.filters().left()).isEqualTo(room);

        one.close();
        two.close();
        assertThat(budget.filters().left()).isEqualTo(room);
    }

    @Test
    void shouldHaveAChangelogAndNoCache() {
        StoreBuilder<?> builder = DedupeStore.builder(TABLE, StoreKind.DISK, new HeapAccount(0));

        assertThat(builder.name()).isEqualTo("orders-dedupe-store");
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(builder.build().persistent()).isTrue();
        assertThat(DedupeStore.builder(TABLE, StoreKind.MEMORY, new HeapAccount(0))
                        .build()
                        .persistent())
                .isFalse();
    }
}
