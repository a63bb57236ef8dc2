package io.landfall.local.bench;

import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Rows of {@link Workload#TINY}. */
final class ReadingRows implements WorkloadRows {
    @Override
    public GenericRecord row(Schema schema, long id, long micros, RandomGenerator random) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("sensor_id", id);
        row.put("value", random.nextInt(50) == 0 ? 999.0 : random.nextInt(1_000) / 10.0);
        row.put("measured_at", micros);
        return row;
    }
}
