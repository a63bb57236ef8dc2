package io.landfall.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.OperatingSystemMXBean;
import io.landfall.config.LandfallConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.OffsetRanges;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.ObjectStore;
import io.landfall.landing.store.ObjectStore.StoreException;
import io.landfall.landing.store.S3ObjectStore;
import io.landfall.landing.store.S3Settings;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.LocalClasspath;
import io.landfall.local.stack.Ports;
import io.landfall.reconcile.BronzeSource.Batch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.io.LocalOutputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many segments, read with the real client from a server that is as far away as S3. How many is
 * {@code -Dlandfall.reconcile.segments}; topology-docs/reconcile.md has the figures of 100,000.
 */
class ReconcileScaleTest {
    private static final int SEGMENTS = Integer.getInteger("landfall.reconcile.segments", 5_000);
    private static final int PARTITIONS = 5;
    private static final int COLUMNS = 30;
    private static final int LENGTH = 10;
    private static final Schema SCHEMA = schema();

    @TempDir
    private Path root;

    @TempDir
    private Path logs;

    private static Schema schema() {
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record("Wide").fields();
        for (int i = 0; i < COLUMNS; i++) {
            fields = fields.optionalString("column" + i);
        }
        return fields.endRecord();
    }

    private static Shard shard(int partition) {
        return new Shard("bz_wide", 1, "wide", partition);
    }

    private static Stream<SegmentKey> keys() {
        return IntStream.range(0, PARTITIONS).boxed().flatMap(partition -> IntStream.range(0, SEGMENTS / PARTITIONS)
                .mapToObj(i -> shard(partition).segmentAt((long) i * LENGTH)));
    }

    private void write(SegmentKey key) {
        SegmentFooter footer = new SegmentFooter(
                key,
                key.start() + LENGTH,
                key.start(),
                new Ledger(LENGTH, 1, LENGTH - 1, 0, 0, 0),
                OffsetRanges.parse(""),
                "nonce",
                "schema",
                "policy",
                Instant.EPOCH);
        Path file = root.resolve(key.path());
        try {
            Files.createDirectories(file.getParent());
            try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(
                            new LocalOutputFile(file))
                    .withSchema(SCHEMA)
                    .withConf(new PlainParquetConfiguration())
                    .withExtraMetaData(footer.toFooter())
                    .build()) {
                writer.write(new GenericData.Record(SCHEMA));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Report check(ObjectStore store) {
        KafkaState kafka = new KafkaState("inventory", "wide");
        long end = (long) SEGMENTS / PARTITIONS * LENGTH;
        IntStream.range(0, PARTITIONS).forEach(p -> kafka.log(p, 0, end).committed(p, end));
        LandfallConfig config =
                TestConfigs.config().with(TestConfigs.table("bz_wide", "wide").build());
        BronzeSource bronze = (table, batches) -> bronze(batches);
        return new Reconciliation(
                        config,
                        new Reconciliation.Sources(kafka, store, Optional.of(bronze), Clock.systemUTC(), (t, n) -> {}),
                        new Reconciliation.Options(false, true))
                .check(config.tables().values());
    }

    private static void bronze(Consumer<Batch> batches) {
        keys().forEach(key -> batches.accept(new Batch(key.batchId(), 1, 1, key.start(), key.start())));
    }

    private static long peakHeap() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .mapToLong(pool -> pool.getPeakUsage().getUsed())
                .sum();
    }

    @Test
    void shouldCheckManySegmentsFastAndInBoundedMemory() throws IOException {
        keys().parallel().forEach(this::write);
        Path missing = root.resolve(shard(3).segmentAt(50 * LENGTH).path());
        Files.delete(missing);
        int port = Ports.free();
        ChildJvm server = ChildJvm.start(
                new ChildJvm.Program(
                        "plain-s3",
                        PlainS3.class.getName(),
                        LocalClasspath.own(),
                        List.of("-Xmx256m", "-XX:+UseSerialGC"),
                        List.of(root.toString(), Integer.toString(port))),
                logs);
        try (ObjectStore store = store(port)) {
            await().atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(StoreException.class)
                    .until(() -> !store.list("", "", 1).isEmpty());
            measure(store);
        } finally {
            server.kill();
        }
    }

    private static ObjectStore store(int port) {
        return new S3ObjectStore(new S3Settings(
                "bucket",
                "",
                Optional.of(URI.create("http://127.0.0.1:" + port)),
                Optional.of("us-east-1"),
                true,
                Optional.of(new S3Settings.Credentials("key", "secret")),
                Optional.empty()));
    }

    private static void measure(ObjectStore store) {
        OperatingSystemMXBean machine = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        ManagementFactory.getMemoryPoolMXBeans().forEach(MemoryPoolMXBean::resetPeakUsage);
        long cpu = machine.getProcessCpuTime();
        long began = System.nanoTime();
        Report report = check(store);
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        System.out.printf(
                "reconcile: %,d segments in %.1f s, %.1f s of CPU, peak heap %d MB of %d MB%n",
                SEGMENTS - 1,
                took.toMillis() / 1000.0,
                (machine.getProcessCpuTime() - cpu) / 1e9,
                peakHeap() >> 20,
                Runtime.getRuntime().maxMemory() >> 20);
        assertThat(report.findings()).singleElement().satisfies(found -> assertThat(found.kind())
                .isEqualTo(FindingKind.GAP));
        assertThat(report.shards().stream().mapToLong(ShardReport::segments).sum())
                .isEqualTo(SEGMENTS - 1L);
        assertThat(took).isLessThan(Duration.ofMinutes(1));
    }
}
