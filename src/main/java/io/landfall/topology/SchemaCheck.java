package io.landfall.topology;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.privacy.KeyRing;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;

/** What becomes of the newest schemas of tables, without their keys: a schema depends on rules only. */
public final class SchemaCheck {
    private static final int KEY_BYTES = 32;

    /** Protects nothing: no record comes. */
    private static final KeyRing NO_SECRET = KeyRing.of("none", Map.of("none", new byte[KEY_BYTES]));

    private final LandfallConfig config;
    private final SchemaRegistry registry;

    public SchemaCheck(LandfallConfig config, SchemaRegistry registry) {
        this.config = config;
        this.registry = registry;
    }

    /**
     * What is wrong between a table's configuration and its newest schema; names fields and settings.
     *
     * @throws RuntimeException as {@link SchemaRegistry#newest}, or if it has no such subject
     */
    public Optional<String> problem(TableConfig table) {
        try {
            stages(table).check();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /**
     * The schema in which a table's rows land.
     *
     * @throws RuntimeException as {@link SchemaRegistry#newest}, or if {@link #problem} finds one
     */
    public Schema landed(TableConfig table) {
        return stages(table).landedSchema();
    }

    private TableStages stages(TableConfig table) {
        return new TableStages(config, table, registry, NO_SECRET);
    }
}
