package io.landfall.topology;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.decode.Decoder;
import io.landfall.decode.TableSchemas;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.dedupe.AcceptedPositions;
import io.landfall.dedupe.Deduper;
import io.landfall.enrich.Enricher;
import io.landfall.privacy.KeyRing;
import io.landfall.privacy.Protector;
import io.landfall.privacy.QuarantineSealer;
import io.landfall.quality.Scorer;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Makes the stages of one table. Each task has its own of those that keep buffers; all tasks share the others and the table's
 * schemas, or a thousand partitions would hold a thousand copies of what is worked out per schema.
 */
final class TableStages {
    private final LandfallConfig config;
    private final TableConfig table;
    private final KeyRing keys;
    private final TableSchemas schemas;
    private final Enricher enricher;
    private @Nullable Protector protector;

    TableStages(LandfallConfig config, TableConfig table, SchemaRegistry registry, KeyRing keys) {
        this.config = config;
        this.table = table;
        this.keys = keys;
        this.schemas = new TableSchemas(table, registry);
        this.enricher = new Enricher(config, table);
    }

    Decoder decoder() {
        return new Decoder(schemas);
    }

    /**
     * Creates the table's deduper.
     *
     * @param committed the offset below which nothing is processed again
     */
    Deduper deduper(AcceptedPositions store, long committed) {
        return new Deduper(table, dedupeKey(), store, committed);
    }

    /** Digests must outlive a rotation of keys, or each rotation would forget what was seen: the ring's first key stays. */
    private byte[] dedupeKey() {
        String oldest = config.keys().ring().keySet().iterator().next();
        return keys.derive(oldest, KeyRing.DEDUPE);
    }

    Scorer scorer() {
        return new Scorer(table);
    }

    /** Made when it is needed: a drawing of the topology has no keys. */
    synchronized Protector protector() {
        if (protector == null) {
            protector = new Protector(table, keys);
        }
        return protector;
    }

    Enricher enricher() {
        return enricher;
    }

    QuarantineSealer sealer() {
        return new QuarantineSealer(table.name(), keys);
    }

    /** The schema in which the table's rows land, by the newest schema of its subject. */
    Schema landedSchema() {
        return enricher.landedSchema(
                protector().protectedSchema(schemas.newest().schema()));
    }

    /**
     * Checks that every field that the configuration names is in the table's schema.
     *
     * @throws RuntimeException that names the table, the field and the setting
     */
    void check() {
        Schema schema = schemas.newest().schema();
        scorer().check(schema);
        protector().check(schema);
        Deduper.check(table, schema);
    }
}
