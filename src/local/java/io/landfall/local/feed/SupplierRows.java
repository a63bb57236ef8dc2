package io.landfall.local.feed;

import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/** Suppliers, each with somebody's telephone. */
final class SupplierRows extends Rows {
    SupplierRows() {
        super(GeneratedTable.SUPPLIERS, "supplier_name");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        row.put("supplier_name", "Supplier " + GeneratedTable.SUPPLIERS.id(number) + " Ltd");
        row.put("contact_number", random.nextInt(10) == 0 ? null : People.phone(random));
        row.put("country", People.country(People.place(random)));
        row.put("lead_time_days", 1 + random.nextInt(60));
        row.put("rating", random.nextInt(5) == 0 ? null : random.nextInt(51) / 10.0);
        row.put("updated_at", micros);
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        if (random.nextBoolean()) {
            row.put("contact_number", "call me");
        } else {
            toTheFuture(row, "updated_at");
        }
    }
}
