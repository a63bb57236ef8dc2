package io.landfall.local.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Customers, each once: almost nothing but personal data. */
final class CustomerRows implements Rows {
    private static final int DAYS_OF_60_YEARS = 21_915;

    private final Schema schema = AvroValues.schema("customer.avsc");
    private final Schema address = schema.getField("address").schema();
    private final Schema tier = schema.getField("tier").schema();
    private final Schema money = schema.getField("credit_limit").schema();

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public GenericRecord row(long id, long micros, RandomGenerator random) {
        int place = People.place(random);
        GenericRecord home = new GenericData.Record(address);
        home.put("street", People.street(random));
        home.put("city", People.city(place));
        home.put("country", People.country(place));
        GenericRecord row = new GenericData.Record(schema);
        row.put("customer_id", id);
        row.put("full_name", People.name(random));
        row.put("email", People.email(id, random));
        row.put("phone", random.nextInt(4) == 0 ? null : People.phone(random));
        row.put("born_on", random.nextInt(10) == 0 ? null : random.nextInt(DAYS_OF_60_YEARS) - DAYS_OF_60_YEARS / 2);
        row.put("tier", new GenericData.EnumSymbol(tier, People.pick(tier.getEnumSymbols(), random)));
        row.put("credit_limit", AvroValues.fixedDecimal(money, 10_000L * random.nextInt(500)));
        row.put("wants_mail", random.nextBoolean());
        row.put("address", home);
        row.put("preferences", preferences(random));
        row.put("registered_at", micros);
        return row;
    }

    private static Map<String, String> preferences(RandomGenerator random) {
        Map<String, String> preferences = new HashMap<>();
        preferences.put("language", random.nextBoolean() ? "en" : "de");
        if (random.nextInt(3) == 0) {
            preferences.put("theme", "dark");
        }
        return preferences;
    }

    @Override
    public void spoil(GenericRecord row, RandomGenerator random) {
        switch (random.nextInt(3)) {
            case 0 -> row.put("email", "nobody at nowhere");
            case 1 -> row.put("phone", "unknown");
            default -> row.put("email", null);
        }
    }

    @Override
    public void removeRequired(GenericRecord row) {
        row.put("full_name", null);
    }
}
