package io.landfall.local.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Orders: the busy table, with personal data, money and a nested address. */
final class OrderRows implements Rows {
    private static final List<String> COUPONS = List.of("WELCOME", "SUMMER", "LOYAL", "FREESHIP");
    private static final int CUSTOMERS = 50_000;

    private final Schema schema = AvroValues.schema("order.avsc");
    private final Schema address = schema.getField("shipping_address").schema();
    private final Schema status = schema.getField("status").schema();
    private final Schema coupons = schema.getField("coupons").schema();

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public GenericRecord row(long id, long micros, RandomGenerator random) {
        long customer = random.nextInt(CUSTOMERS);
        int quantity = 1 + random.nextInt(20);
        long cents = 99L + random.nextInt(50_000);
        GenericRecord row = new GenericData.Record(schema);
        row.put("order_id", id);
        row.put("customer_id", customer);
        row.put("customer_name", People.name(random));
        row.put("email", random.nextInt(10) == 0 ? null : People.email(customer, random));
        row.put("contact_number", random.nextInt(5) == 0 ? null : People.phone(random));
        row.put("status", new GenericData.EnumSymbol(status, People.pick(status.getEnumSymbols(), random)));
        row.put("sku", "SKU-" + (10_000 + random.nextInt(5_000)));
        row.put("quantity", quantity);
        row.put("unit_price", AvroValues.decimal(cents));
        row.put("amount", quantity * cents / 100.0);
        row.put("coupons", coupons(random));
        row.put("shipping_address", address(random));
        row.put("order_date", micros);
        row.put("promised_on", random.nextInt(4) == 0 ? null : AvroValues.day(micros) + 1 + random.nextInt(14));
        row.put("updated_at", TimeUnit.MICROSECONDS.toMillis(micros));
        return row;
    }

    private GenericData.Array<String> coupons(RandomGenerator random) {
        List<String> chosen = new ArrayList<>();
        for (String coupon : COUPONS) {
            if (random.nextInt(8) == 0) {
                chosen.add(coupon);
            }
        }
        return new GenericData.Array<>(coupons, chosen);
    }

    private GenericRecord address(RandomGenerator random) {
        int place = People.place(random);
        GenericRecord to = new GenericData.Record(address);
        to.put("street", People.street(random));
        to.put("city", People.city(place));
        to.put("postal_code", random.nextInt(20) == 0 ? null : People.postalCode(random));
        to.put("country", People.country(place));
        return to;
    }

    @Override
    public void spoil(GenericRecord row, RandomGenerator random) {
        switch (random.nextInt(4)) {
            case 0 -> row.put("email", "not an address");
            case 1 -> row.put("quantity", -1 - random.nextInt(10));
            case 2 -> row.put("contact_number", "call me");
            // Within a day, so that it does not push other orders out of the window of deduplication.
            default -> row.put("order_date", (long) row.get("order_date") + TimeUnit.HOURS.toMicros(3));
        }
    }

    @Override
    public void removeRequired(GenericRecord row) {
        row.put("customer_id", null);
    }
}
