package io.landfall.topology;

import io.landfall.landing.CommitGate;
import io.landfall.landing.LandingListener;
import io.landfall.landing.ShardOpener;
import io.landfall.landing.ShardOpening;
import io.landfall.landing.ShardWriter;
import io.landfall.landing.segment.Shard;
import io.landfall.privacy.SealedQuarantine;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * The last node of a table: accounts for every record in the shard's open segment, and sends what is for quarantine there.
 * Below the tip the segment that landed before a restart has decided: nothing is landed again, and exactly what it
 * quarantined is sent to quarantine again.
 */
final class LandProcessor implements Processor<byte[], Object, byte[], byte[]> {
    private final ShardOf shardOf;
    private final Supplier<Schema> landedSchema;
    private final ShardOpener opener;
    private final CommitGate gate;
    private final ShardWriter.Settings settings;
    private final LandingListener landing;
    private final TableListener listener;
    private ProcessorContext<byte[], byte[]> context;
    /** While the task is open. */
    private @Nullable ShardWriter writer;

    /** Names the shard of a partition of the table's topic. */
    @FunctionalInterface
    interface ShardOf {
        Shard partition(int partition);
    }

    LandProcessor(
            ShardOf shardOf,
            Supplier<Schema> landedSchema,
            ShardOpener opener,
            CommitGate gate,
            ShardWriter.Settings settings,
            LandingListener landing,
            TableListener listener) {
        this.shardOf = shardOf;
        this.landedSchema = landedSchema;
        this.opener = opener;
        this.gate = gate;
        this.settings = settings;
        this.landing = landing;
        this.listener = listener;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> processorContext) {
        context = processorContext;
        Shard shard = shardOf.partition(context.taskId().partition());
        ShardWriter opened = new ShardWriter(open(shard), landedSchema.get(), settings);
        writer = opened;
        gate.register(opened);
        gate.onRequest(shard, context::commit);
        landing.shardOpened(shard, opened.opening().tip());
    }

    private ShardOpening open(Shard shard) {
        try {
            return opener.open(shard, gate.offsets());
        } catch (RuntimeException e) {
            // Somebody else may open it next.
            landing.shardClosed(shard);
            throw e;
        }
    }

    @Override
    public void process(Record<byte[], Object> input) {
        ShardWriter shard = Objects.requireNonNull(writer);
        Arrival arrival = (Arrival) input.value();
        long offset = arrival.offset();
        if (shard.landedBefore(offset)) {
            if (arrival instanceof Arrival.Quarantined again && shard.opening().landedQuarantined(offset)) {
                quarantine(input, again.sealed());
            }
            return;
        }
        listener.read(1);
        if (arrival instanceof Arrival.Row row) {
            land(row, shard);
            listener.scored(row.score());
            listener.landed();
        } else if (arrival instanceof Arrival.Duplicate) {
            shard.duplicate(offset);
            listener.duplicate();
        } else if (arrival instanceof Arrival.Skipped) {
            shard.skipped(offset);
            listener.skipped();
        } else if (arrival instanceof Arrival.Quarantined quarantined) {
            shard.quarantined(offset);
            listener.quarantined(quarantined.sealed().reason());
            quarantine(input, quarantined.sealed());
        }
        if (shard.wantsCommit()) {
            context.commit();
        }
    }

    private static void land(Arrival.Row row, ShardWriter shard) {
        try {
            shard.row(row.row());
        } catch (RuntimeException e) {
            throw RecordFailedException.of(e);
        }
    }

    private void quarantine(Record<byte[], Object> input, SealedQuarantine sealed) {
        context.forward(new Record<>(null, sealed.json(), input.timestamp()));
    }

    @Override
    public void close() {
        if (writer != null) {
            gate.unregister(writer);
            writer.close();
            landing.shardClosed(writer.opening().shard());
            writer = null;
        }
    }
}
