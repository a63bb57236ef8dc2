package io.landfall.privacy;

import io.landfall.privacy.RecordPlan.Change;
import io.landfall.privacy.RecordPlan.Changed;
import io.landfall.record.SchemaMismatchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Works out a table's plan for one schema. Made for one schema, used once. */
final class PlanCompiler {
    private final String table;
    private final Map<String, List<ProtectedColumn>> rules;
    private final Set<String> found = new HashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    /**
     * A field of the protected record.
     *
     * @param from the position of its value in the raw record
     */
    private record Part(Schema.Field field, int from, Change change) {}

    /** @param rules what becomes of the field at a path */
    PlanCompiler(String table, Map<String, List<ProtectedColumn>> rules) {
        this.table = table;
        this.rules = rules;
    }

    /**
     * The plan for records of a schema.
     *
     * @throws IllegalArgumentException naming every rule that does not fit the schema
     */
    RecordPlan compile(Schema schema) {
        RecordPlan plan = record(schema, "");
        for (String path : rules.keySet()) {
            if (!found.contains(path)) {
                problems.add(path + ": no such field");
            }
        }
        if (!problems.isEmpty()) {
            throw new SchemaMismatchException(
                    "privacy of table " + table + " does not fit its schema: " + String.join("; ", problems));
        }
        return plan;
    }

    private RecordPlan record(Schema schema, String path) {
        List<Part> parts = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
            if (rules.containsKey(fieldPath)) {
                found.add(fieldPath);
                for (ProtectedColumn column : rules.get(fieldPath)) {
                    protect(schema, field, column, fieldPath).ifPresent(parts::add);
                }
            } else if (reachesInto(fieldPath)) {
                Changed changed = descend(field.schema(), fieldPath);
                // A default of a record type may hold values of its protected fields.
                Schema.Field inner = new Schema.Field(field.name(), changed.schema(), field.doc());
                inner.addAllProps(field);
                parts.add(new Part(inner, field.pos(), changed.change()));
            } else {
                parts.add(new Part(new Schema.Field(field, field.schema()), field.pos(), Change.NONE));
            }
        }
        if (parts.isEmpty()) {
            problems.add((path.isEmpty() ? "the record" : path) + ": no field would be left");
        }
        return new RecordPlan(
                copy(schema, path, parts.stream().map(Part::field).toList()),
                parts.stream().mapToInt(Part::from).toArray(),
                parts.stream().map(Part::change).toArray(Change[]::new));
    }

    private Optional<Part> protect(Schema record, Schema.Field field, ProtectedColumn column, String path) {
        String name = field.name() + column.suffix();
        if (!column.suffix().isEmpty() && hasColumn(record, name)) {
            problems.add(path + ": its ciphertext goes to a column " + name + ", and there is a field of that name");
            return Optional.empty();
        }
        Changed changed = change(field.schema(), column, path);
        return Optional.of(
                new Part(protectedField(name, field.doc(), changed.schema(), column), field.pos(), changed.change()));
    }

    // Spark and Delta do not tell names apart by case.
    private static boolean hasColumn(Schema record, String name) {
        return record.getFields().stream().anyMatch(field -> field.name().equalsIgnoreCase(name));
    }

    private Changed change(Schema type, ProtectedColumn column, String path) {
        try {
            return column.type().apply(type);
        } catch (IllegalArgumentException e) {
            problems.add(path + ": " + e.getMessage());
            return FieldProtection.redacted(type);
        }
    }

    private boolean reachesInto(String path) {
        return rules.keySet().stream().anyMatch(rule -> rule.startsWith(path + "."));
    }

    /** To the records within a type that has no rule itself. */
    private Changed descend(Schema type, String path) {
        return switch (type.getType()) {
            case RECORD -> {
                RecordPlan plan = record(type, path);
                yield new Changed(plan.schema(), value -> plan.apply((IndexedRecord) value));
            }
            case ARRAY -> FieldProtection.inArray(descend(type.getElementType(), path));
            case MAP -> inMap(descend(type.getValueType(), path));
            case UNION -> {
                List<Changed> branches =
                        type.getTypes().stream().map(b -> descend(b, path)).toList();
                Schema union = Schema.createUnion(
                        branches.stream().map(Changed::schema).toList());
                yield new Changed(union, FieldProtection.byBranch(type, branches));
            }
            default -> new Changed(type, Change.NONE);
        };
    }

    private static Changed inMap(Changed value) {
        return new Changed(Schema.createMap(value.schema()), values -> {
            Map<Object, Object> changed = new HashMap<>();
            ((Map<?, ?>) values)
                    .forEach((k, v) ->
                            changed.put(k, v == null ? null : value.change().apply(v)));
            return changed;
        });
    }

    /** Of the field it keeps name and doc only: a default value would be in clear, and of the wrong type. */
    private static Schema.Field protectedField(String name, String doc, Schema type, ProtectedColumn column) {
        Schema.Field result = type.isNullable()
                ? new Schema.Field(name, type, doc, Schema.Field.NULL_DEFAULT_VALUE)
                : new Schema.Field(name, type, doc);
        result.addProp(Protection.PROPERTY, column.protection().word());
        return result;
    }

    /**
     * The same record with other fields. Below the top it gets a namespace of its own: the same type may be used elsewhere
     * unprotected, and Avro allows a name one definition.
     */
    private static Schema copy(Schema schema, String path, List<Schema.Field> fields) {
        String namespace = schema.getNamespace() == null ? "" : schema.getNamespace();
        if (!path.isEmpty()) {
            namespace = "landfall.protected." + path + (namespace.isEmpty() ? "" : "." + namespace);
        }
        Schema copy = Schema.createRecord(schema.getName(), schema.getDoc(), namespace, false, fields);
        copy.addAllProps(schema);
        return copy;
    }
}
