package io.landfall.local.feed;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Orders, with an address to send them to. */
final class OrderRows extends Rows {
    private static final List<String> COUPONS = List.of("WELCOME", "SUMMER", "LOYAL", "FREESHIP");

    OrderRows() {
        super(GeneratedTable.ORDERS, "customer_id");
    }

    @Override
    void fill(GenericRecord row, long number, long micros, RandomGenerator random) {
        row.put("customer_id", someId(GeneratedTable.CUSTOMERS, number, random));
        row.put("status", symbol("status", random));
        row.put("total_amount", AvroValues.decimal(99L + random.nextInt(500_000)));
        row.put("currency", "EUR");
        row.put("coupons", some("coupons", COUPONS, random));
        row.put("shipping_address", address(random));
        row.put("order_date", micros);
        row.put("promised_on", random.nextInt(4) == 0 ? null : AvroValues.day(micros) + 1 + random.nextInt(14));
        row.put("updated_at", TimeUnit.MICROSECONDS.toMillis(micros));
    }

    private GenericRecord address(RandomGenerator random) {
        int place = People.place(random);
        GenericRecord to = new GenericData.Record(schemaOf("shipping_address"));
        to.put("street", People.street(random));
        to.put("city", People.city(place));
        to.put("postal_code", random.nextInt(20) == 0 ? null : People.postalCode(random));
        to.put("country", People.country(place));
        return to;
    }

    @Override
    void spoil(GenericRecord row, RandomGenerator random) {
        if (random.nextBoolean()) {
            row.put("total_amount", AvroValues.decimal(-1));
        } else {
            toTheFuture(row, "order_date");
        }
    }
}
