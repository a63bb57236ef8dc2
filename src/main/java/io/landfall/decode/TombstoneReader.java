package io.landfall.decode;

import io.landfall.decode.registry.RegisteredSchema;
import io.landfall.decode.registry.SchemaRegistry;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes a row of a tombstone's key. A key in the wire format that holds a record fills the fields of the same names; any
 * other, and a plain text or number in text, fills the field that the table names for it. All other fields are null.
 */
final class TombstoneReader {
    private final Optional<String> keyField;
    private final SchemaRegistry registry;
    private final BodyDecoder body = new BodyDecoder();
    private final Map<Integer, KeyPlan> plans = new HashMap<>();
    private @Nullable TableSchema planned;

    TombstoneReader(Optional<String> keyField, SchemaRegistry registry) {
        this.keyField = keyField;
        this.registry = registry;
    }

    /**
     * The row of a key.
     *
     * @throws FieldProblemException if the key says nothing about the table's fields
     */
    GenericRecord row(byte[] key, TableSchema table) {
        GenericRecord row = new GenericData.Record(table.schema());
        if (key[0] != 0) {
            int position = KeyPlan.position(keyField, table);
            row.put(position, PlainKey.value(key, table.readType(position)));
        } else if (WireFormat.framed(key)) {
            fill(row, key, plan(WireFormat.schemaId(key), table));
        } else {
            throw new FieldProblemException("the key is neither in the wire format nor a text");
        }
        return table.land(row);
    }

    private KeyPlan plan(int id, TableSchema table) {
        if (planned != table) {
            planned = table;
            plans.clear();
        }
        KeyPlan plan = plans.get(id);
        if (plan == null) {
            Schema writer = registry.byId(id)
                    .flatMap(RegisteredSchema::avro)
                    .orElseThrow(() -> new FieldProblemException("the key's schema is not known"));
            plan = KeyPlan.of(writer, keyField, table);
            plans.put(id, plan);
        }
        return plan;
    }

    private void fill(GenericRecord row, byte[] key, KeyPlan plan) {
        GenericRecord values;
        try {
            values = plan.reader().read(null, body.read(key, WireFormat.HEADER));
        } catch (RuntimeException | IOException e) {
            throw new FieldProblemException("the key's bytes do not fit its schema");
        }
        if (!body.exhausted()) {
            throw new FieldProblemException("there are bytes after the end of the key");
        }
        boolean filled = false;
        for (int i = 0; i < plan.positions().size(); i++) {
            row.put(plan.positions().get(i), values.get(i));
            filled |= values.get(i) != null;
        }
        if (!filled) {
            throw new FieldProblemException("the key has no value for any of the table's fields");
        }
    }
}
