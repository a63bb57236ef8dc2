package io.landfall.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.CommitGate;
import io.landfall.landing.LandingListener;
import io.landfall.landing.MemoryBudget;
import io.landfall.landing.SegmentLander;
import io.landfall.landing.ShardOpener;
import io.landfall.landing.ShardWriter;
import io.landfall.landing.StreamedUploads;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.memory.HeapAccount;
import io.landfall.privacy.KeyRing;
import io.landfall.privacy.QuarantineSealer;
import io.landfall.record.EnrichedRow;
import io.landfall.record.MetadataColumns;
import io.landfall.record.Position;
import io.landfall.record.SchemaMismatchException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ends a thread is logged with its trace and its causes: no value of the record may be in them. */
class RecordFailureTest {
    private static final String SENTINEL = "Ada Lovelace";
    private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    @TempDir
    private Path root;

    @Test
    void shouldNotPrintTheValueThatFailsAStage() {
        Throwable failure = inStage(() -> Integer.valueOf(SENTINEL));

        assertThat(failure).hasMessageContaining("java.lang.NumberFormatException");
        assertThat(Throwables.getStackTrace(failure))
                .contains("java.lang.Integer.parseInt")
                .doesNotContain(SENTINEL);
    }

    @Test
    void shouldNotPrintTheValueThatCannotBeWritten() {
        Schema schema = SchemaBuilder.record("Order")
                .fields()
                .name("note")
                .type(SchemaBuilder.unionOf().intType().and().booleanType().endUnion())
                .noDefault()
                .requiredString(MetadataColumns.BATCH_ID)
                .requiredLong(MetadataColumns.LANDED_AT)
                .endRecord();
        GenericData.Record row = new GenericData.Record(schema);
        row.put("note", SENTINEL);

        Throwable failure = inLand(schema, row);

        assertThat(failure).hasMessageContaining("org.apache.avro.UnresolvedUnionException");
        assertThat(Throwables.getStackTrace(failure))
                .contains("GenericDatumWriter")
                .doesNotContain(SENTINEL);
    }

    @Test
    void shouldPassOnWhatTheServiceAndKafkaStreamsAnswerTo() {
        RuntimeException ours = new SchemaMismatchException("no such field");
        RuntimeException kafkas = new TimeoutException("no broker");

        assertThat(inStage(() -> {
                    throw ours;
                }))
                .isSameAs(ours);
        assertThat(inStage(() -> {
                    throw kafkas;
                }))
                .isSameAs(kafkas);
    }

    private static Throwable inStage(Supplier<Object> failing) {
        StageProcessor<byte[], Object> stage = new StageProcessor<>(
                context -> input -> {
                    throw new AssertionError(failing.get());
                },
                (input, at) -> null,
                new QuarantineSealer("bz_orders", KeyRing.none()),
                "next",
                "land");
        stage.init(new MockProcessorContext<>());
        return catchThrowable(() -> stage.process(new Record<>(null, new byte[0], 0)));
    }

    private Throwable inLand(Schema schema, GenericData.Record row) {
        LocalObjectStore store = new LocalObjectStore(root);
        CommitGate gate = new CommitGate(
                new SegmentLander(store, LandingListener.NONE, CLOCK, pause -> {}, PATIENCE), Runnable::run);
        gate.attach(new CommitGate.GroupOffsets() {
            @Override
            public OptionalLong committed(TopicPartition partition) {
                return OptionalLong.of(0);
            }

            @Override
            public long logStart(TopicPartition partition) {
                return 0;
            }
        });
        LandProcessor land = new LandProcessor(
                partition -> new Shard("bz_orders", 1, "orders", partition),
                () -> schema,
                new ShardOpener(store, LandingListener.NONE, CLOCK, pause -> {}, PATIENCE),
                gate,
                new ShardWriter.Settings(
                        1 << 20,
                        Compression.ZSTD,
                        "policy",
                        () -> "nonce",
                        CLOCK,
                        new MemoryBudget(new HeapAccount(1 << 30), LandingListener.NONE),
                        new StreamedUploads(store, Runnable::run)),
                LandingListener.NONE,
                TableListener.NONE);
        land.init(new MockProcessorContext<>());
        Arrival.Row arrival = new Arrival.Row(new EnrichedRow(new Position("orders", 0, 0, 0), row, 1), 100);
        return catchThrowable(() -> land.process(new Record<>(null, arrival, 0)));
    }
}
