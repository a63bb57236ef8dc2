package io.landfall.topology;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.decode.Decoder;
import io.landfall.decode.SchemaRegistry;
import io.landfall.dedupe.AcceptedPositions;
import io.landfall.dedupe.Deduper;
import io.landfall.enrich.Enricher;
import io.landfall.privacy.KeyRing;
import io.landfall.privacy.Protector;
import io.landfall.privacy.QuarantineSealer;
import io.landfall.quality.Scorer;
import org.apache.avro.Schema;

/** Makes the stages of one table: each task has its own, since they keep compiled plans and buffers. */
final class TableStages {
    private final LandfallConfig config;
    private final TableConfig table;
    private final SchemaRegistry registry;
    private final KeyRing keys;

    TableStages(LandfallConfig config, TableConfig table, SchemaRegistry registry, KeyRing keys) {
        this.config = config;
        this.table = table;
        this.registry = registry;
        this.keys = keys;
    }

    Decoder decoder() {
        return new Decoder(table, registry);
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

    Protector protector() {
        return new Protector(table, keys);
    }

    Enricher enricher() {
        return new Enricher(config, table);
    }

    QuarantineSealer sealer() {
        return new QuarantineSealer(table.name(), keys);
    }

    /** The schema in which the table's rows land, by the newest schema of its subject. */
    Schema landedSchema() {
        return enricher()
                .landedSchema(protector().protectedSchema(decoder().table().schema()));
    }

    /**
     * Checks that every field that the configuration names is in the table's schema.
     *
     * @throws RuntimeException that names the table, the field and the setting
     */
    void check() {
        Schema schema = decoder().table().schema();
        scorer().check(schema);
        protector().check(schema);
        Deduper.check(table, schema);
    }
}
