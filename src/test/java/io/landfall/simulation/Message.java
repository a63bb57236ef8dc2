package io.landfall.simulation;

import io.landfall.record.Position;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.SourceRecord;
import io.landfall.record.WriterSchema;
import java.nio.ByteBuffer;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;

/**
 * A record of the topic. Messages of one content are the same in every respect but their position, time and schema.
 *
 * @param time its event time
 * @param tombstone says "the row of this key is gone"
 * @param schema the version it was written with
 */
record Message(Position position, long time, int content, boolean tombstone, int schema) {
    private static final Schema VALUE = SchemaBuilder.record("Message")
            .fields()
            .name("at")
            .type(LogicalTypes.timestampMillis().addToSchema(Schema.create(Schema.Type.LONG)))
            .noDefault()
            .endRecord();

    long offset() {
        return position.offset();
    }

    /** How hard it is to decode: a configuration decides what it takes. */
    int decodes() {
        return content * 7 % 10;
    }

    int quality() {
        return content * 3 % 10;
    }

    RawRecord raw() {
        GenericData.Record value = new GenericData.Record(VALUE);
        value.put(0, time);
        byte[] hash = ByteBuffer.allocate(Integer.BYTES).putInt(content).array();
        return new RawRecord(
                new SourceRecord(position, null, tombstone ? null : hash),
                value,
                new WriterSchema(schema, "1.0." + schema),
                hash,
                tombstone ? RecordStatus.DELETED : RecordStatus.ACTIVE);
    }

    @Override
    public String toString() {
        return "%d:%s".formatted(offset(), tombstone ? "gone" : "c" + content + (schema > 1 ? "'" : ""));
    }
}
