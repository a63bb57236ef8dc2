package io.landfall.privacy;

import io.landfall.config.PrivacyRule;
import io.landfall.privacy.RecordPlan.Change;
import io.landfall.privacy.RecordPlan.Changed;
import io.landfall.record.SchemaMismatchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;

/** Works out a table's plan for one schema. Made for one schema, used once. */
final class PlanCompiler {
    /** Property of a protected field: the name of the rule that protected it. */
    static final String PROTECTION = "landfall.protection";

    private final String table;
    private final Map<String, PrivacyRule> rules;
    private final Map<String, Operation> operations;
    private final Set<String> found = new HashSet<>();
    private final List<String> problems = new ArrayList<>();

    PlanCompiler(String table, Map<String, PrivacyRule> rules, Map<String, Operation> operations) {
        this.table = table;
        this.rules = rules;
        this.operations = operations;
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
                problems.add(path + ": " + whyNotFound(path));
            }
        }
        if (!problems.isEmpty()) {
            throw new SchemaMismatchException(
                    "privacy of table " + table + " does not fit its schema: " + String.join("; ", problems));
        }
        return plan;
    }

    private String whyNotFound(String path) {
        return rules.keySet().stream()
                .filter(outer -> path.startsWith(outer + "."))
                .findFirst()
                .map(outer -> "lies within " + outer + ", which has a rule of its own")
                .orElse("no such field");
    }

    private RecordPlan record(Schema schema, String path) {
        List<Schema.Field> fields = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        List<Integer> from = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
            PrivacyRule rule = rules.get(fieldPath);
            if (rule != null) {
                found.add(fieldPath);
            }
            if (rule instanceof PrivacyRule.Drop) {
                continue;
            }
            from.add(field.pos());
            if (rule != null) {
                Changed changed = protectField(field.schema(), rule, fieldPath);
                changes.add(changed.change());
                fields.add(protectedField(field, changed.schema(), rule));
            } else if (reachesInto(fieldPath)) {
                Changed changed = descend(field.schema(), fieldPath);
                changes.add(changed.change());
                // A default of a record type may hold values of its protected fields.
                Schema.Field inner = new Schema.Field(field.name(), changed.schema(), field.doc());
                inner.addAllProps(field);
                fields.add(inner);
            } else {
                changes.add(Change.NONE);
                fields.add(new Schema.Field(field, field.schema()));
            }
        }
        if (fields.isEmpty()) {
            problems.add((path.isEmpty() ? "the record" : path) + ": no field would be left");
        }
        return new RecordPlan(
                copy(schema, path, fields),
                from.stream().mapToInt(Integer::intValue).toArray(),
                changes.toArray(Change[]::new));
    }

    private Changed protectField(Schema type, PrivacyRule rule, String path) {
        if (rule instanceof PrivacyRule.Redact) {
            return FieldProtection.redacted(type);
        }
        try {
            return FieldProtection.replacedByText(type, rule, operations.get(path));
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

    /** Keeps name and doc only: a default value would be in clear, and of the wrong type. */
    private static Schema.Field protectedField(Schema.Field field, Schema type, PrivacyRule rule) {
        Schema.Field result = type.isNullable()
                ? new Schema.Field(field.name(), type, field.doc(), Schema.Field.NULL_DEFAULT_VALUE)
                : new Schema.Field(field.name(), type, field.doc());
        result.addProp(PROTECTION, Operations.nameOf(rule));
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
