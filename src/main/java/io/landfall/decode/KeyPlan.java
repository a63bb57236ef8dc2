package io.landfall.decode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;

/**
 * How to read the keys of one schema into a table's fields.
 *
 * @param reader gives one value per position
 * @param positions of the table's fields that the values fill
 */
record KeyPlan(DatumReader<GenericRecord> reader, List<Integer> positions) {

    /**
     * The plan for a key's schema.
     *
     * @throws FieldProblemException if such keys say nothing about the table's fields
     */
    static KeyPlan of(Schema writer, Optional<String> keyField, TableSchema table) {
        if (writer.getType() != Schema.Type.RECORD) {
            // A record of one field is written as that field: so the key is the field the table names.
            int position = position(keyField, table);
            Schema.Field field = new Schema.Field(keyField.orElseThrow(), writer);
            return of(Schema.createRecord("key", null, null, false, List.of(field)), List.of(position), table);
        }
        List<Integer> positions = new ArrayList<>();
        for (Schema.Field field : writer.getFields()) {
            Schema.Field target = table.schema().getField(field.name());
            if (target != null) {
                positions.add(target.pos());
            }
        }
        return of(writer, positions, table);
    }

    private static KeyPlan of(Schema writer, List<Integer> positions, TableSchema table) {
        List<Schema.Field> fields = positions.stream()
                .map(position -> new Schema.Field(
                        table.schema().getFields().get(position).name(), table.readType(position)))
                .toList();
        // Named like the writer's, as Avro resolves records of the same name only.
        Schema reader = Schema.createRecord(writer.getName(), null, writer.getNamespace(), false, fields);
        if (Readability.problem(reader, writer).isPresent()) {
            throw new FieldProblemException("the key's type cannot be read as the table's");
        }
        return new KeyPlan(table.reader(writer, reader), positions);
    }

    /** Of the field that the table names for keys that are not records. */
    static int position(Optional<String> keyField, TableSchema table) {
        return keyField.map(table.schema()::getField)
                .orElseThrow(() -> new FieldProblemException("the table names no field for a key that is not a record"))
                .pos();
    }
}
