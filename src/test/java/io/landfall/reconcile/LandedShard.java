package io.landfall.reconcile;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.landing.CommitGate;
import io.landfall.landing.LandingListener;
import io.landfall.landing.MemoryBudget;
import io.landfall.landing.SegmentLander;
import io.landfall.landing.ShardOpening;
import io.landfall.landing.ShardWriter;
import io.landfall.landing.StreamedUploads;
import io.landfall.landing.segment.Shard;
import io.landfall.landing.store.ObjectStore;
import io.landfall.memory.HeapAccount;
import io.landfall.record.EnrichedRow;
import io.landfall.record.MetadataColumns;
import io.landfall.record.Position;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.common.TopicPartition;

/** Lands segments with the service's own classes, without Kafka: the test says what the records become. */
final class LandedShard {
    private static final Schema SCHEMA = SchemaBuilder.record("Order")
            .fields()
            .optionalString("id")
            .requiredLong(MetadataColumns.SOURCE_OFFSET)
            .requiredString(MetadataColumns.BATCH_ID)
            .requiredLong(MetadataColumns.LANDED_AT)
            .endRecord();

    private final Shard shard;
    private final TopicPartition partition;
    private final CommitGate gate;
    private final ShardWriter writer;

    /** Goes on at an offset, where both the group and the chain are. */
    LandedShard(ObjectStore store, Shard shard, long offset, Clock clock) {
        this.shard = shard;
        this.partition = new TopicPartition(shard.topic(), shard.partition());
        this.gate = new CommitGate(
                new SegmentLander(store, LandingListener.NONE, clock, pause -> {}, Duration.ofSeconds(1)),
                Runnable::run);
        this.writer = new ShardWriter(
                new ShardOpening(shard, offset, offset, 0, List.of()),
                SCHEMA,
                new ShardWriter.Settings(
                        1 << 20,
                        Compression.ZSTD,
                        "policy",
                        () -> "nonce-of-" + shard,
                        clock,
                        new MemoryBudget(new HeapAccount(1 << 30), LandingListener.NONE),
                        new StreamedUploads(store, Runnable::run)));
        gate.register(writer);
    }

    /** Rows with these offsets. */
    LandedShard rows(long from, long to) {
        for (long offset = from; offset < to; offset++) {
            GenericData.Record row = new GenericData.Record(SCHEMA);
            row.put("id", "SECRET" + offset);
            row.put(MetadataColumns.SOURCE_OFFSET, offset);
            writer.row(new EnrichedRow(new Position(shard.topic(), shard.partition(), offset, 0), row, 1));
        }
        return this;
    }

    LandedShard duplicate(long offset) {
        writer.duplicate(offset);
        return this;
    }

    LandedShard quarantined(long offset) {
        writer.quarantined(offset);
        return this;
    }

    LandedShard skipped(long offset) {
        writer.skipped(offset);
        return this;
    }

    /** A segment up to an offset, which is not committed. */
    LandedShard land(long end) {
        gate.beforeCommit(Map.of(partition, end));
        return this;
    }

    /** A segment up to an offset, which is committed then. */
    LandedShard commit(long end) {
        land(end);
        gate.afterCommit(Map.of(partition, end));
        return this;
    }
}
