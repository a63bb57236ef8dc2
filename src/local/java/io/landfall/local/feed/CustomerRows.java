package io.landfall.local.feed;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Customers: almost nothing but personal data. */
final class CustomerRows extends Rows {
    private static final int DAYS_OF_60_YEARS = 21_915;

    CustomerRows() {
        super(GeneratedTable.CUSTOMERS, "customer_name");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        row.put("customer_name", People.name(random));
        row.put("email", random.nextInt(10) == 0 ? null : People.email(number, random));
        row.put("phone", random.nextInt(4) == 0 ? null : People.phone(random));
        row.put("born_on", random.nextInt(10) == 0 ? null : random.nextInt(DAYS_OF_60_YEARS) - DAYS_OF_60_YEARS / 2);
        row.put("tier", symbol("tier", random));
        row.put("credit_limit", AvroValues.fixedDecimal(schemaOf("credit_limit"), 10_000L * random.nextInt(500)));
        row.put("address", address(random));
        row.put("preferences", preferences(random));
        row.put("updated_at", micros);
    }

    private GenericRecord address(RandomGenerator random) {
        int place = People.place(random);
        GenericRecord home = new GenericData.Record(schemaOf("address"));
        home.put("street", People.street(random));
        home.put("city", People.city(place));
        home.put("country", People.country(place));
        return home;
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
    void spoil(GenericRecord row, RandomGenerator random) {
        switch (random.nextInt(3)) {
            case 0 -> row.put("email", "nobody at nowhere");
            case 1 -> row.put("phone", "unknown");
            default -> toTheFuture(row, "updated_at");
        }
    }
}
