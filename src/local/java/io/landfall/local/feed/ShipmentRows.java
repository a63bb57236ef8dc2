package io.landfall.local.feed;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/** Parcels. */
final class ShipmentRows extends Rows {
    private static final List<String> CARRIERS = List.of("North Parcel", "Blue Van", "Harbour Express");

    ShipmentRows() {
        super(GeneratedTable.SHIPMENTS, "order_id");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        row.put("order_id", sameTimeId(GeneratedTable.ORDERS, number));
        row.put("warehouse_id", someId(GeneratedTable.WAREHOUSES, number, random));
        row.put("carrier", People.pick(CARRIERS, random));
        row.put("tracking_number", "T" + (1_000_000_000L + random.nextLong(9_000_000_000L)));
        row.put("shipment_date", micros - TimeUnit.DAYS.toMicros(2));
        row.put("delivery_date", random.nextInt(3) == 0 ? null : micros);
        row.put("updated_at", micros);
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        row.put("delivery_date", (long) row.get("shipment_date") - TimeUnit.DAYS.toMicros(1));
    }
}
