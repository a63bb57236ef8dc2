package io.landfall.local.feed;

import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/** Makes the rows of one table. */
interface Rows {
    Schema schema();

    /**
     * A good row.
     *
     * @param id not used by any other row of the table
     * @param micros when it happened, microseconds since the epoch
     */
    GenericRecord row(long id, long micros, RandomGenerator random);

    /** Puts one wrong value into a row, which still lands. */
    void spoil(GenericRecord row, RandomGenerator random);

    /** Takes away a value without which a row must not land. */
    void removeRequired(GenericRecord row);
}
