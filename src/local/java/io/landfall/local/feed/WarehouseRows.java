package io.landfall.local.feed;

import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/** Warehouses. */
final class WarehouseRows extends Rows {
    WarehouseRows() {
        super(GeneratedTable.WAREHOUSES, "name");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        int place = People.place(random);
        row.put("name", "Warehouse " + GeneratedTable.WAREHOUSES.id(number));
        row.put("city", People.city(place));
        row.put("country", People.country(place));
        row.put("capacity", 500 + random.nextInt(20_000));
        row.put("refrigerated", random.nextInt(4) == 0);
        row.put("updated_at", micros);
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        row.put("capacity", -1 - random.nextInt(10));
    }
}
