package io.landfall.local.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Rows of {@link Workload#WIDE}. */
final class EventRows implements WorkloadRows {
    private static final int CUSTOMERS = 50_000;
    private static final List<String> TAGS = List.of("mobile", "sale", "gift", "returning", "newsletter");

    @Override
    public GenericRecord row(Schema schema, long id, long micros, RandomGenerator random) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("event_id", id);
        row.put("session_id", id / 7);
        row.put("sequence", random.nextInt(50) == 0 ? -1 : random.nextInt(100));
        row.put("occurred_at", micros);
        row.put("received_at", micros + random.nextInt(1_000_000));
        row.put("customer", customer(schema.getField("customer").schema(), random));
        row.put("shipping", address(schema.getField("shipping").schema(), random));
        row.put("billing", address(schema.getField("billing").schema(), random));
        row.put("payment", payment(schema.getField("payment").schema(), random));
        row.put("tags", tags(schema.getField("tags").schema(), random));
        for (int i = 1; i <= 10; i++) {
            row.put("metric_" + i, random.nextInt(100_000) / 100.0);
            row.put("attribute_" + i, random.nextInt(4) == 0 ? null : "value " + random.nextInt(10_000));
        }
        for (int i = 1; i <= 4; i++) {
            row.put("flag_" + i, random.nextBoolean());
        }
        row.put("count_1", random.nextInt(1_000));
        row.put("count_2", random.nextInt(1_000_000));
        return row;
    }

    private static GenericRecord customer(Schema schema, RandomGenerator random) {
        long id = random.nextInt(CUSTOMERS);
        GenericRecord row = new GenericData.Record(schema);
        row.put("id", id);
        row.put("name", RandomText.name(random));
        row.put("email", random.nextInt(10) == 0 ? null : RandomText.email(id, random));
        row.put("phone", random.nextInt(5) == 0 ? null : RandomText.phone(random));
        row.put("segment", "segment " + random.nextInt(12));
        row.put("language", "en");
        row.put("since", 2000 + random.nextInt(26));
        row.put("vip", random.nextInt(20) == 0);
        return row;
    }

    private static GenericRecord address(Schema schema, RandomGenerator random) {
        GenericRecord row = new GenericData.Record(schema);
        row.put("street", RandomText.street(random));
        row.put("city", RandomText.city(random));
        row.put("postal_code", Integer.toString(10_000 + random.nextInt(90_000)));
        row.put("country", "DE");
        row.put("latitude", 45 + random.nextInt(1_000_000) / 100_000.0);
        row.put("longitude", 5 + random.nextInt(1_000_000) / 100_000.0);
        return row;
    }

    private static GenericRecord payment(Schema schema, RandomGenerator random) {
        double net = random.nextInt(100_000) / 100.0;
        GenericRecord row = new GenericData.Record(schema);
        row.put("method", random.nextBoolean() ? "card" : "invoice");
        row.put("currency", "EUR");
        row.put("net", net);
        row.put("tax", net * 0.19);
        row.put("gross", net * 1.19);
        row.put("reference", "ref-" + random.nextInt(1_000_000_000));
        row.put("installments", 1 + random.nextInt(12));
        row.put("settled", random.nextBoolean());
        return row;
    }

    private static GenericData.Array<String> tags(Schema schema, RandomGenerator random) {
        List<String> chosen = new ArrayList<>();
        for (String tag : TAGS) {
            if (random.nextInt(3) == 0) {
                chosen.add(tag);
            }
        }
        return new GenericData.Array<>(schema, chosen);
    }
}
