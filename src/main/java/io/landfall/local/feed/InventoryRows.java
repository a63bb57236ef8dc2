package io.landfall.local.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Stock counts: little personal data, lists of records. */
final class InventoryRows implements Rows {
    private static final List<String> WAREHOUSES = List.of("HAM-1", "HAM-2", "RTM-1", "OPO-1");

    private final Schema schema = AvroValues.schema("inventory.avsc");
    private final Schema bins = schema.getField("bins").schema();

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public GenericRecord row(long id, long micros, RandomGenerator random) {
        int onHand = random.nextInt(2_000);
        GenericRecord row = new GenericData.Record(schema);
        row.put("count_id", id);
        row.put("sku", "SKU-" + (10_000 + random.nextInt(5_000)));
        row.put("warehouse", People.pick(WAREHOUSES, random));
        row.put("on_hand", onHand);
        row.put("reserved", random.nextInt(onHand + 1));
        row.put("unit_cost", (50 + random.nextInt(30_000)) / 100.0);
        row.put("weight_kg", random.nextInt(6) == 0 ? null : random.nextInt(4_000) / 100.0f);
        row.put("bins", bins(random));
        row.put("counted_by", People.name(random));
        row.put("counted_at", micros);
        row.put("expires_on", random.nextBoolean() ? null : AvroValues.day(micros) + 30 + random.nextInt(700));
        return row;
    }

    private GenericData.Array<GenericRecord> bins(RandomGenerator random) {
        List<GenericRecord> list = new ArrayList<>();
        for (int n = random.nextInt(4); n > 0; n--) {
            GenericRecord bin = new GenericData.Record(bins.getElementType());
            bin.put("aisle", Character.toString('A' + random.nextInt(26)));
            bin.put("level", random.nextInt(6));
            bin.put("pieces", random.nextInt(500));
            list.add(bin);
        }
        return new GenericData.Array<>(bins, list);
    }

    @Override
    public void spoil(GenericRecord row, RandomGenerator random) {
        if (random.nextBoolean()) {
            row.put("on_hand", -1 - random.nextInt(50));
        } else {
            row.put("warehouse", "somewhere");
        }
    }

    @Override
    public void removeRequired(GenericRecord row) {
        row.put("sku", null);
    }
}
