package io.landfall.topology;

import io.landfall.config.ProcessingConfig.StoreKind;
import io.landfall.config.TableConfig;
import io.landfall.decode.Decoder;
import io.landfall.dedupe.Deduper;
import io.landfall.dedupe.store.DedupeStore;
import io.landfall.enrich.Enricher;
import io.landfall.landing.CommitGate;
import io.landfall.landing.LandingListener;
import io.landfall.landing.ShardOpener;
import io.landfall.landing.ShardWriter;
import io.landfall.landing.segment.Shard;
import io.landfall.memory.HeapAccount;
import io.landfall.privacy.Protector;
import io.landfall.quality.Scorer;
import io.landfall.record.Outcome;
import io.landfall.record.Position;
import io.landfall.record.ProtectedRecord;
import io.landfall.record.QuarantineReason;
import io.landfall.record.RawRecord;
import io.landfall.record.ScoredRecord;
import io.landfall.record.SourceRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * One table's nodes: decode, dedupe, score, protect, enrich, land. The only class that knows this order.
 *
 * <p>Each node forwards to the next, and to the land node what ended with it.
 */
final class TableTopology {
    private final TableConfig table;
    private final TableStages stages;
    private final CommitGate gate;

    TableTopology(TableConfig table, TableStages stages, CommitGate gate) {
        this.table = table;
        this.stages = stages;
        this.gate = gate;
    }

    private String node(String stage) {
        return table.name() + "-" + stage;
    }

    /** Adds the table's nodes below a source. */
    void addTo(
            Topology topology,
            String source,
            StoreKind store,
            HeapAccount filters,
            String quarantineTopic,
            ShardOpener opener,
            ShardWriter.Settings landing,
            LandingListener opened,
            TableListener listener) {
        boolean dedupes = table.dedupe().isPresent();
        String decode = node("decode");
        String dedupe = node("dedupe");
        String score = node("score");
        String protect = node("protect");
        String enrich = node("enrich");
        String land = node("land");

        topology.addProcessor(
                decode,
                () -> new StageProcessor<byte[], RawRecord>(
                        this::openDecode, TableTopology::source, stages.sealer(), dedupes ? dedupe : score, land),
                source);
        if (dedupes) {
            topology.addProcessor(
                    dedupe,
                    () -> new StageProcessor<RawRecord, RawRecord>(
                            this::openDedupe, (in, at) -> in.value().source(), stages.sealer(), score, land),
                    decode);
            topology.addStateStore(DedupeStore.builder(table, store, filters), dedupe);
        }
        topology.addProcessor(
                score,
                () -> new StageProcessor<RawRecord, ScoredRecord>(
                        this::openScore, (in, at) -> in.value().source(), stages.sealer(), protect, land),
                dedupes ? dedupe : decode);
        topology.addProcessor(
                protect,
                () -> new StageProcessor<ScoredRecord, ProtectedRecord>(
                        this::openProtect, (in, at) -> in.value().raw().source(), stages.sealer(), enrich, land),
                score);
        topology.addProcessor(
                enrich,
                () -> new StageProcessor<ProtectedRecord, Arrival>(
                        this::openEnrich, TableTopology::protectedAlready, stages.sealer(), land, land),
                protect);
        String[] parents = dedupes
                ? new String[] {decode, dedupe, score, protect, enrich}
                : new String[] {decode, score, protect, enrich};
        topology.addProcessor(
                land,
                () -> new LandProcessor(this::shard, stages::landedSchema, opener, gate, landing, opened, listener),
                parents);
        Serializer<byte[]> bytes = new ByteArraySerializer();
        topology.addSink(node("quarantine"), quarantineTopic, bytes, bytes, land);
    }

    private Shard shard(int partition) {
        return new Shard(
                table.name(), table.landing().generation(), table.source().topic(), partition);
    }

    private ShardWriter writer(ProcessorContext<byte[], Object> context) {
        return gate.writer(shard(context.taskId().partition()));
    }

    private StageProcessor.Stage<byte[], RawRecord> openDecode(ProcessorContext<byte[], Object> context) {
        Decoder decoder = stages.decoder();
        ShardWriter writer = writer(context);
        return input -> {
            SourceRecord record = source(input, context.recordMetadata().orElseThrow());
            return landedDecides(decoder.decode(record), writer);
        };
    }

    private static SourceRecord source(Record<byte[], byte[]> input, RecordMetadata metadata) {
        return new SourceRecord(
                new Position(metadata.topic(), metadata.partition(), metadata.offset(), input.timestamp()),
                input.key(),
                input.value());
    }

    private StageProcessor.Stage<RawRecord, RawRecord> openDedupe(ProcessorContext<byte[], Object> context) {
        DedupeStore store = context.getStateStore(DedupeStore.name(table.name()));
        ShardWriter writer = writer(context);
        Deduper deduper = stages.deduper(store.positions(), writer.opening().committed());
        gate.beforeCommit(writer.opening().shard(), deduper::beforeCommit);
        gate.onCommit(writer.opening().shard(), deduper::committed);
        return input -> landedDecides(deduper.dedupe(input.value()), writer);
    }

    private StageProcessor.Stage<RawRecord, ScoredRecord> openScore(ProcessorContext<byte[], Object> context) {
        Scorer scorer = stages.scorer();
        return input -> scorer.score(input.value());
    }

    private StageProcessor.Stage<ScoredRecord, ProtectedRecord> openProtect(ProcessorContext<byte[], Object> context) {
        Protector protector = stages.protector();
        ShardWriter writer = writer(context);
        return input ->
                writer.opening().landedQuarantined(input.value().position().offset())
                        ? asLanded(input.value().position())
                        : new Outcome.Passed<>(protector.protect(input.value()));
    }

    /**
     * Below the tip: what a landed segment quarantined goes there again, although it ends otherwise this time. Records that
     * pass go on, so that later stages rebuild their state, up to the last stage that has the raw record.
     */
    private static <T> Outcome<T> landedDecides(Outcome<T> outcome, ShardWriter writer) {
        Position ended;
        if (outcome instanceof Outcome.Duplicate<T> duplicate) {
            ended = duplicate.position();
        } else if (outcome instanceof Outcome.Skipped<T> skipped) {
            ended = skipped.position();
        } else {
            return outcome;
        }
        return writer.opening().landedQuarantined(ended.offset()) ? asLanded(ended) : outcome;
    }

    private static <T> Outcome<T> asLanded(Position position) {
        return new Outcome.Quarantined<>(
                position, QuarantineReason.AS_LANDED, "quarantined by a segment that landed before a restart");
    }

    private StageProcessor.Stage<ProtectedRecord, Arrival> openEnrich(ProcessorContext<byte[], Object> context) {
        Enricher enricher = stages.enricher();
        return input -> new Outcome.Passed<>(
                new Arrival.Row(enricher.enrich(input.value()), input.value().score()));
    }

    private static SourceRecord protectedAlready(Record<byte[], ProtectedRecord> input, RecordMetadata at) {
        throw new IllegalStateException(
                "enrich does not quarantine: " + input.value().position());
    }
}
