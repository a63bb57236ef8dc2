package io.landfall.local.feed;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/** What customers sent back. */
final class ReturnRows extends Rows {
    private static final List<String> REASONS = List.of("broken", "wrong size", "late", "changed mind");

    ReturnRows() {
        super(GeneratedTable.RETURNS, "order_id");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        row.put("order_id", someId(GeneratedTable.ORDERS, number, random));
        row.put("product_id", someId(GeneratedTable.PRODUCTS, number, random));
        row.put("quantity", 1 + random.nextInt(3));
        row.put("reason", People.pick(REASONS, random));
        row.put("refund_amount", AvroValues.decimal(99L + random.nextInt(50_000)));
        row.put("return_date", micros);
        row.put("updated_at", micros);
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        if (random.nextBoolean()) {
            row.put("quantity", 0);
        } else {
            row.put("refund_amount", AvroValues.decimal(-1));
        }
    }
}
