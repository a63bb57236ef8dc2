package io.landfall.simulation;

import io.landfall.dedupe.AcceptedPositions;
import io.landfall.dedupe.Deduper;
import io.landfall.landing.CommitGate;
import io.landfall.landing.ShardWriter;
import io.landfall.landing.segment.Shard;
import io.landfall.record.EnrichedRow;
import io.landfall.record.MetadataColumns;
import io.landfall.record.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;

/** A table's nodes in a task: what {@code topology.TableTopology} and {@code topology.LandProcessor} do with a record. */
final class Lane {
    /** The table's landed schema, by the version of the newest record seen. */
    private static final List<Schema> LANDED = List.of(
            landed(SchemaBuilder.record("Landed").fields()),
            landed(SchemaBuilder.record("Landed").fields().optionalString("more")));

    private static final byte[] KEY = "a key of thirty-two bytes, or so".getBytes(StandardCharsets.UTF_8);

    private final World world;
    private final Configuration configuration;
    private final Writes writes;
    private final CommitGate gate;
    private final ShardWriter writer;
    private final Tenure tenure;
    private final AcceptedPositions store;
    private Optional<Deduper> deduper = Optional.empty();
    private int schema;

    private static Schema landed(SchemaBuilder.FieldAssembler<Schema> first) {
        return first.requiredLong(MetadataColumns.SOURCE_OFFSET)
                .requiredString(MetadataColumns.BATCH_ID)
                .requiredLong(MetadataColumns.LANDED_AT)
                .endRecord();
    }

    static Schema landedSchema(int version) {
        return LANDED.get(version - 1);
    }

    /**
     * Goes on with a shard that was just opened.
     *
     * @param store of its dedupe, restored
     * @param schema the newest version that the registry has
     */
    Lane(
            World world,
            Configuration configuration,
            Writes writes,
            CommitGate gate,
            ShardWriter writer,
            Tenure tenure,
            AcceptedPositions store,
            int schema) {
        this.world = world;
        this.configuration = configuration;
        this.writes = writes;
        this.gate = gate;
        this.writer = writer;
        this.tenure = tenure;
        this.store = store;
        this.schema = schema;
    }

    Shard shard() {
        return tenure.shard();
    }

    Tenure tenure() {
        return tenure;
    }

    ShardWriter writer() {
        return writer;
    }

    /** Decode, dedupe, score, land: in this order, and what ends on the way goes to land at once. */
    void process(Message message) {
        if (tenure.isSuperseded()) {
            world.supersededWrites();
        }
        long offset = message.offset();
        boolean quarantinedBefore = writer.opening().landedQuarantined(offset);
        schema = Math.max(schema, message.schema());
        if (configuration.skips(message)) {
            if (quarantinedBefore) {
                quarantined(offset);
            } else {
                writer.skipped(offset);
            }
        } else if (!configuration.decodes(message)) {
            quarantined(offset);
        } else if (isDuplicate(message)) {
            if (quarantinedBefore) {
                quarantined(offset);
            } else {
                writer.duplicate(offset);
            }
        } else if (!configuration.isGood(shard().table(), message) || quarantinedBefore) {
            quarantined(offset);
        } else {
            row(message);
        }
    }

    private boolean isDuplicate(Message message) {
        if (configuration.within() == 0) {
            return false;
        }
        if (deduper.isEmpty()) {
            Deduper fresh = new Deduper(
                    configuration.table(shard().table()),
                    KEY,
                    world.wiring().positions(store),
                    writer.opening().committed());
            gate.beforeCommit(shard(), fresh::beforeCommit);
            gate.onCommit(shard(), fresh::committed);
            deduper = Optional.of(fresh);
        }
        return deduper.get().dedupe(message.raw()) instanceof Outcome.Duplicate;
    }

    private void quarantined(long offset) {
        if (writer.landedBefore(offset)) {
            if (writer.opening().landedQuarantined(offset)) {
                world.saw(Seen.QUARANTINED_AGAIN_BELOW_THE_TIP);
                writes.quarantine(shard(), offset);
            }
        } else {
            if (world.wiring().accountsForQuarantined()) {
                writer.quarantined(offset);
            }
            writes.quarantine(shard(), offset);
        }
    }

    private void row(Message message) {
        GenericData.Record row = new GenericData.Record(landedSchema(schema));
        row.put(MetadataColumns.SOURCE_OFFSET, message.offset());
        writer.row(new EnrichedRow(message.position(), row, 1));
    }

    void close() {
        gate.unregister(writer);
        writer.close();
        tenure.close();
    }
}
