package io.landfall.dedupe;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.DedupeConfig.By;
import io.landfall.config.ProcessingConfig.StoreKind;
import io.landfall.record.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DedupeStoreTest {
    private static final long NOW = 1_700_000_000_000L;

    @TempDir
    Path state;

    private TopologyTestDriver driver(StoreKind kind) {
        Topology topology = new Topology();
        topology.addSource("source", "topic")
                .addProcessor("dedupe", Nothing::new, "source")
                .addStateStore(DedupeStore.builder("orders", kind), "dedupe");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "dedupe-store");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        properties.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.DEFAULT_VALUE_SERDE_CLASS_CONFIG, Serdes.ByteArraySerde.class);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, DedupeRocksDb.class);
        return new TopologyTestDriver(topology, properties);
    }

    private static final class Nothing implements Processor<byte[], byte[], Void, Void> {
        @Override
        public void process(Record<byte[], byte[]> record) {}
    }

    private static AcceptedPositions store(TopologyTestDriver driver) {
        KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore("orders-dedupe-store");
        return new DedupeStore(store);
    }

    @ParameterizedTest
    @EnumSource
    void shouldScanInOrderOfUnsignedBytesAndBearChangesMeanwhile(StoreKind kind) {
        try (TopologyTestDriver driver = driver(kind)) {
            AcceptedPositions store = store(driver);
            for (int i : new int[] {0x00, 0x10, 0x7F, 0x80, 0xFF}) {
                store.put(new byte[] {(byte) i}, new byte[] {1});
            }
            List<Integer> seen = new ArrayList<>();

            store.scan(new byte[] {0x10}, new byte[] {(byte) 0xFF}, (key, value) -> {
                seen.add(key[0] & 0xFF);
                store.delete(key);
                return seen.size() < 3;
            });

            assertThat(seen).containsExactly(0x10, 0x7F, 0x80);
            assertThat(store.get(new byte[] {0x7F})).isNull();
            assertThat(store.get(new byte[] {(byte) 0xFF})).containsExactly(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldServeADeduperAndForgetWhatHasExpired(StoreKind kind) {
        try (TopologyTestDriver driver = driver(kind)) {
            AcceptedPositions store = store(driver);
            Deduper deduper = new Deduper(
                    Streams.table("orders", new By.Content(), Duration.ofMinutes(10)), Streams.KEY, store, 0);
            int duplicates = 0;
            int distinct = 60_000;
            for (int i = 0; i < distinct; i++) {
                for (int copy = 0; copy < 2; copy++) {
                    long time = NOW + i * 1000L;
                    Outcome<?> outcome = deduper.dedupe(Streams.record(2L * i + copy, time, time, i));
                    duplicates += outcome instanceof Outcome.Duplicate ? 1 : 0;
                }
                deduper.committed(2L * i + 2);
            }

            assertThat(duplicates).isEqualTo(distinct);
            assertThat(count(store)).isLessThan(distinct / 2);
        }
    }

    private static int count(AcceptedPositions store) {
        int[] count = new int[1];
        byte[] last = new byte[Digests.LENGTH];
        java.util.Arrays.fill(last, (byte) 0xFF);
        store.scan(new byte[1], last, (key, value) -> {
            count[0]++;
            return true;
        });
        return count[0];
    }

    @Test
    void shouldHaveAChangelogAndNoCache() {
        StoreBuilder<?> builder = DedupeStore.builder("orders", StoreKind.ROCKSDB);

        assertThat(builder.name()).isEqualTo("orders-dedupe-store");
        assertThat(builder.loggingEnabled()).isTrue();
        assertThat(builder.build().persistent()).isTrue();
        assertThat(DedupeStore.builder("orders", StoreKind.MEMORY).build().persistent())
                .isFalse();
    }
}
