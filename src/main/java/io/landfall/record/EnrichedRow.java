package io.landfall.record;

import org.apache.avro.generic.GenericRecord;

/**
 * A row as it lands, but for {@code batch_id} and {@code landed_at}, which its segment fills in.
 *
 * @param row in the table's landed schema
 * @param sourceSize bytes that it was made of, which tell about how large it is
 */
public record EnrichedRow(Position position, GenericRecord row, int sourceSize) {

    @Override
    public String toString() {
        return "EnrichedRow[" + position + "]";
    }
}
