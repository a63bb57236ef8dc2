package io.landfall.local.feed;

import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/** Products. */
final class ProductRows extends Rows {
    private static final List<String> KINDS = List.of("Hammer", "Rake", "Pan", "Stapler", "Kite", "Lamp", "Box");
    private static final List<String> TAGS = List.of("new", "sale", "fragile", "heavy");

    ProductRows() {
        super(GeneratedTable.PRODUCTS, "sku");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        long id = GeneratedTable.PRODUCTS.id(number);
        row.put("sku", "SKU-" + (10_000 + id));
        row.put("name", People.pick(KINDS, random) + " " + id);
        row.put("category", symbol("category", random));
        row.put("supplier_id", sameTimeId(GeneratedTable.SUPPLIERS, id - 1));
        row.put("unit_price", AvroValues.decimal(99L + random.nextInt(50_000)));
        row.put("reorder_level", random.nextInt(200));
        row.put("weight_kg", random.nextInt(6) == 0 ? null : random.nextInt(4_000) / 100.0f);
        row.put("tags", some("tags", TAGS, random));
        row.put("active", random.nextInt(20) > 0);
        row.put("updated_at", micros);
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        switch (random.nextInt(3)) {
            case 0 -> row.put("unit_price", AvroValues.decimal(-1));
            case 1 -> row.put("reorder_level", -1 - random.nextInt(10));
            default -> toTheFuture(row, "updated_at");
        }
    }
}
