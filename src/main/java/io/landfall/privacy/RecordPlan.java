package io.landfall.privacy;

import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * How records of one schema become protected ones: worked out once, applied by position.
 *
 * @param schema of the protected records
 * @param from for each protected field, the position of its value in the raw record; two may be of the same
 * @param changes for each protected field, what happens to its value
 */
@SuppressWarnings("ArrayRecordComponent") // worked out once and never handed on
record RecordPlan(Schema schema, int[] from, Change[] changes) {

    /** What happens to a value that is not null. */
    interface Change {
        Change NONE = value -> value;

        /** What takes the value's place; null for nothing. */
        @Nullable
        Object apply(Object value);
    }

    /**
     * A type and how values get into it.
     *
     * @param schema of the changed values
     */
    record Changed(Schema schema, Change change) {}

    GenericRecord apply(IndexedRecord raw) {
        GenericData.Record result = new GenericData.Record(schema);
        for (int i = 0; i < from.length; i++) {
            Object value = raw.get(from[i]);
            result.put(i, value == null ? null : changes[i].apply(value));
        }
        return result;
    }
}
