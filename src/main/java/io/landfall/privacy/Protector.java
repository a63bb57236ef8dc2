package io.landfall.privacy;

import io.landfall.config.TableConfig;
import io.landfall.record.PerSchema;
import io.landfall.record.ProtectedRecord;
import io.landfall.record.RawRecord;
import io.landfall.record.ScoredRecord;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * The stage {@code protect} of one table: the only way from a raw record to one that may land.
 *
 * <p>Null stays null under every rule. Arrays under a rule have each item protected on its own. Tokens and ciphertexts
 * carry the id of the key they were made with. Safe for use by several threads.
 */
public final class Protector {
    private final boolean nothingToDo;
    private final PerSchema<RecordPlan> plans;

    /**
     * @throws IllegalArgumentException naming table and field if a rule needs a key and the ring has none
     */
    public Protector(TableConfig table, KeyRing keys) {
        Map<String, List<ProtectedColumn>> columns = columns(table, keys);
        this.nothingToDo = columns.isEmpty();
        this.plans = new PerSchema<>(schema -> new PlanCompiler(table.name(), columns).compile(schema));
    }

    private static Map<String, List<ProtectedColumn>> columns(TableConfig table, KeyRing keys) {
        Operations operations = new Operations(table.name(), keys);
        Map<String, List<ProtectedColumn>> columns = new HashMap<>();
        table.privacy().rules().forEach((path, rule) -> {
            try {
                columns.put(path, operations.columns(rule, path));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "privacy of table " + table.name() + ": " + path + ": " + e.getMessage(), e);
            }
        });
        return columns;
    }

    /**
     * Whether every rule fits a schema; ask before records of a new schema come.
     *
     * @throws IllegalArgumentException naming the table and every field path that is unknown or does not suit its rule
     */
    public void check(Schema tableSchema) {
        Schema unused = protectedSchema(tableSchema);
    }

    /**
     * The schema of protected records: the same object for the same object.
     *
     * <p>Tokenized, encrypted, masked and hashed columns are text, redacted ones nullable, dropped ones gone. What is both
     * tokenized and encrypted is followed by the ciphertext's column, named {@code <field>_encrypted}. A protected field has
     * the property {@code landfall.protection} with the rule's name.
     *
     * @throws IllegalArgumentException as {@link #check}
     */
    public Schema protectedSchema(Schema tableSchema) {
        return nothingToDo ? tableSchema : plans.of(tableSchema).schema();
    }

    /**
     * Protects one record.
     *
     * @throws IllegalArgumentException as {@link #check}, if the record's schema was not checked
     */
    public ProtectedRecord protect(ScoredRecord scored) {
        RawRecord raw = scored.raw();
        GenericRecord value =
                nothingToDo ? raw.value() : plans.of(raw.value().getSchema()).apply(raw.value());
        return new ProtectedRecord(
                raw.position(),
                value,
                raw.writer(),
                raw.contentHash(),
                raw.status(),
                scored.score(),
                scored.issues(),
                raw.source().size());
    }
}
