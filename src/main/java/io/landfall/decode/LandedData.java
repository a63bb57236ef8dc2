package io.landfall.decode;

import java.util.IdentityHashMap;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Lets Avro's reader create records of the landed type at once, so that nothing is copied afterwards. */
final class LandedData extends GenericData {
    private final IdentityHashMap<Schema, Schema> landed;

    /**
     * For the types of one table.
     *
     * @param landed by identity: the record types the reader knows, to those it creates
     */
    LandedData(IdentityHashMap<Schema, Schema> landed) {
        this.landed = landed;
    }

    @Override
    public InstanceSupplier getNewRecordSupplier(Schema schema) {
        Schema created = landed.getOrDefault(schema, schema);
        return (old, ignored) -> new Record(created);
    }

    @Override
    public Object newRecord(Object old, Schema schema) {
        return new Record(landed.getOrDefault(schema, schema));
    }
}
