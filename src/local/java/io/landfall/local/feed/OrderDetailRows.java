package io.landfall.local.feed;

import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/** The lines of orders: the busiest table. */
final class OrderDetailRows extends Rows {
    OrderDetailRows() {
        super(GeneratedTable.ORDER_DETAILS, "order_id");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        int quantity = 1 + random.nextInt(20);
        long cents = 99L + random.nextInt(50_000);
        row.put("order_id", sameTimeId(GeneratedTable.ORDERS, number));
        row.put("product_id", someId(GeneratedTable.PRODUCTS, number, random));
        row.put("quantity", quantity);
        row.put("unit_price", AvroValues.decimal(cents));
        row.put("discount", random.nextInt(5) == 0 ? random.nextInt(30) / 100.0 : 0.0);
        row.put("line_total", AvroValues.decimal(quantity * cents));
        row.put("updated_at", micros);
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        switch (random.nextInt(4)) {
            case 0 -> row.put("quantity", -1 - random.nextInt(10));
            case 1 -> row.put("discount", 1.5);
            case 2 -> row.put("line_total", AvroValues.decimal(1 + random.nextInt(98))); // less than any price
            default -> toTheFuture(row, "updated_at");
        }
    }
}
