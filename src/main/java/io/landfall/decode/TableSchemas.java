package io.landfall.decode;

import io.landfall.config.TableConfig;
import io.landfall.decode.registry.RegistryUnavailableException;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.decode.registry.SubjectVersion;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The schemas of one table, one object per version of its subject, whichever task needs it first: what the stages work out per
 * schema is then worked out once per table, not once per task. Safe for use by several threads.
 */
public final class TableSchemas {
    private final TableConfig table;
    private final SchemaRegistry registry;
    private final Map<SubjectVersion, TableSchema> known = new ConcurrentHashMap<>();

    public TableSchemas(TableConfig table, SchemaRegistry registry) {
        this.table = table;
        this.registry = registry;
    }

    /**
     * The table's schema as of now: the newest version of its subject.
     *
     * @throws UnsupportedSchemaException if there is none, or it cannot be a table's
     * @throws RegistryUnavailableException if the registry did not answer in time
     */
    public TableSchema newest() {
        return of(registry.newest(table.source().subject())
                .orElseThrow(() -> new UnsupportedSchemaException(
                        "",
                        "the schema registry has no subject " + table.source().subject())));
    }

    /**
     * The table's schema by one version of its subject.
     *
     * @throws UnsupportedSchemaException if that cannot be a table's
     */
    TableSchema of(SubjectVersion version) {
        return known.computeIfAbsent(version, v -> TableSchema.of(table, v));
    }

    TableConfig table() {
        return table;
    }

    SchemaRegistry registry() {
        return registry;
    }
}
