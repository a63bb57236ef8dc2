package io.landfall.local.feed;

import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/** What scales and scanners say. */
final class StockLevelRows extends Rows {
    StockLevelRows() {
        super(GeneratedTable.STOCK_LEVELS, "warehouse_id");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        row.put("product_id", someId(GeneratedTable.PRODUCTS, number, random));
        row.put("warehouse_id", someId(GeneratedTable.WAREHOUSES, number, random));
        row.put("quantity", random.nextInt(2_000));
        row.put("measured_at", micros);
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        if (random.nextBoolean()) {
            row.put("quantity", -1 - random.nextInt(50));
        } else {
            toTheFuture(row, "measured_at");
        }
    }
}
