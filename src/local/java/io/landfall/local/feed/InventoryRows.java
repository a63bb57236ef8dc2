package io.landfall.local.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** What each warehouse has of each product, with a list of records. */
final class InventoryRows extends Rows {
    InventoryRows() {
        super(GeneratedTable.INVENTORY, "product_id");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        int onHand = random.nextInt(2_000);
        row.put("product_id", sameTimeId(GeneratedTable.PRODUCTS, GeneratedTable.INVENTORY.id(number) - 1));
        row.put("warehouse_id", someId(GeneratedTable.WAREHOUSES, number, random));
        row.put("quantity_on_hand", onHand);
        row.put("quantity_reserved", random.nextInt(onHand + 1));
        row.put("unit_cost", (50 + random.nextInt(30_000)) / 100.0);
        row.put("bins", bins(random));
        row.put("last_updated", micros);
    }

    private GenericData.Array<GenericRecord> bins(RandomGenerator random) {
        List<GenericRecord> bins = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            GenericRecord bin = new GenericData.Record(schemaOf("bins").getElementType());
            bin.put("aisle", Character.toString('A' + random.nextInt(26)));
            bin.put("level", random.nextInt(6));
            bin.put("pieces", random.nextInt(500));
            bins.add(bin);
        }
        return new GenericData.Array<>(schemaOf("bins"), bins);
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        if (random.nextBoolean()) {
            row.put("quantity_on_hand", -1 - random.nextInt(50));
        } else {
            row.put("quantity_reserved", -1 - random.nextInt(50));
        }
    }
}
