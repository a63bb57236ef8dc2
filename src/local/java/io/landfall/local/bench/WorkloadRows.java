package io.landfall.local.bench;

import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Makes the rows of a workload. */
@FunctionalInterface
interface WorkloadRows {
    /**
     * A row.
     *
     * @param id not used by another row
     * @param micros when it happened, microseconds since the epoch
     */
    GenericRecord row(Schema schema, long id, long micros, RandomGenerator random);
}
