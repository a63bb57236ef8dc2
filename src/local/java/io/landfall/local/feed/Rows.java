package io.landfall.local.feed;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Makes the rows of one table. */
abstract class Rows {
    private final GeneratedTable table;
    private final Schema schema;
    private final String required;

    /**
     * Rows.
     *
     * @param required a field that may be null by the schema but not by the table's rules
     */
    Rows(GeneratedTable table, String required) {
        this.table = table;
        this.schema = table.schema();
        this.required = required;
    }

    /**
     * A good row.
     *
     * @param number the table's rows before it: the row's id follows from it, and what it may refer to
     * @param micros when it happened, microseconds since the epoch
     */
    final GenericRecord row(long number, long micros, RandomGenerator random) {
        GenericRecord row = new GenericData.Record(schema);
        row.put(schema.getFields().get(0).name(), table.id(number));
        fill(row, number, micros, random);
        return row;
    }

    /** Fills all fields but the first, which is the id. */
    abstract void fill(GenericRecord row, long number, long micros, RandomGenerator random);

    /** Puts one wrong value into a row, which still lands. */
    abstract void spoil(GenericRecord row, RandomGenerator random);

    /** Takes away a value without which a row must not land. */
    final void removeRequired(GenericRecord row) {
        row.put(required, null);
    }

    final Schema schemaOf(String field) {
        return schema.getField(field).schema();
    }

    final GenericData.EnumSymbol symbol(String field, RandomGenerator random) {
        Schema type = schemaOf(field);
        return new GenericData.EnumSymbol(type, People.pick(type.getEnumSymbols(), random));
    }

    final GenericData.Array<String> some(String field, List<String> of, RandomGenerator random) {
        List<String> chosen = of.stream().filter(one -> random.nextInt(8) == 0).toList();
        return new GenericData.Array<>(schemaOf(field), chosen);
    }

    /** An id of a row of another table that was there before this table's row of that number. */
    final long someId(GeneratedTable of, long number, RandomGenerator random) {
        return of.id(random.nextLong(1 + of.rowsBefore(table, number)));
    }

    /** The id of the row of another table that comes about when this table's row of that number does. */
    final long sameTimeId(GeneratedTable of, long number) {
        return of.id(of.rowsBefore(table, number));
    }

    /** Moves a time so little that no other row falls out of the window of deduplication. */
    static void toTheFuture(GenericRecord row, String field) {
        row.put(field, (long) row.get(field) + TimeUnit.HOURS.toMicros(3));
    }
}
