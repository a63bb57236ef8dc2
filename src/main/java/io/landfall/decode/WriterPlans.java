package io.landfall.decode;

import io.landfall.decode.registry.RegisteredSchema;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.decode.registry.SubjectVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/** The writers of one table, by schema id, and the table's schema, which moves on when a newer writer shows up. */
final class WriterPlans {
    private final TableSchemas schemas;
    private final SchemaRegistry registry;
    private final String subject;
    private final Map<Integer, WriterPlan> plans = new HashMap<>();
    private TableSchema table;

    WriterPlans(TableSchemas schemas) {
        this.schemas = schemas;
        this.registry = schemas.registry();
        this.subject = schemas.table().source().subject();
        this.table = schemas.newest();
    }

    /** What rows have from now on. */
    TableSchema table() {
        return table;
    }

    /** Empty if the registry does not know the id. */
    Optional<WriterPlan> plan(int id) {
        WriterPlan known = plans.get(id);
        if (known != null && (known.settled() || version(id).isEmpty())) {
            return Optional.of(known);
        }
        Optional<RegisteredSchema> registered = registry.byId(id);
        if (registered.isEmpty()) {
            return Optional.empty();
        }
        WriterPlan plan = registered
                .get()
                .avro()
                .map(schema -> newPlan(registered.get(), schema))
                .orElseGet(() -> new WriterPlan.Undecodable("Schema " + id + " is not an Avro schema", true));
        plans.put(id, plan);
        return Optional.of(plan);
    }

    private OptionalInt version(int id) {
        return registry.version(subject, id);
    }

    private WriterPlan newPlan(RegisteredSchema registered, Schema schema) {
        OptionalInt version = version(registered.id());
        if (version.isPresent()
                && version.getAsInt() > table.version()
                && Readability.problem(schema, table.registered()).isEmpty()) {
            try {
                table = schemas.of(new SubjectVersion(version.getAsInt(), registered));
                plans.clear(); // the others' records are resolved to the new schema from here on
            } catch (UnsupportedSchemaException e) {
                // Reading on as the old version would drop what the new one adds: better kept in quarantine.
                return new WriterPlan.Undecodable(
                        "Version " + version.getAsInt() + " of " + subject + " cannot be a table's. " + e.getMessage(),
                        true);
            }
        }
        Optional<Integer> subjectVersion = version.isPresent() ? Optional.of(version.getAsInt()) : Optional.empty();
        return WriterPlan.of(
                SemanticVersion.writer(registered.id(), schema, subjectVersion), schema, table, version.isPresent());
    }
}
