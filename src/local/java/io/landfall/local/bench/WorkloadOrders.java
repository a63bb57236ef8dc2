package io.landfall.local.bench;

import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Rows of {@link Workload#ORDERS}. */
final class WorkloadOrders implements WorkloadRows {
    private static final int CUSTOMERS = 50_000;

    @Override
    public GenericRecord row(Schema schema, long id, long micros, RandomGenerator random) {
        long customer = random.nextInt(CUSTOMERS);
        int quantity = random.nextInt(50) == 0 ? 0 : 1 + random.nextInt(20);
        double price = (99 + random.nextInt(50_000)) / 100.0;
        Schema status = schema.getField("status").schema();
        GenericRecord row = new GenericData.Record(schema);
        row.put("order_id", id);
        row.put("customer_id", customer);
        row.put("customer_name", RandomText.name(random));
        row.put("email", random.nextInt(10) == 0 ? null : RandomText.email(customer, random));
        row.put("contact_number", random.nextInt(5) == 0 ? null : RandomText.phone(random));
        row.put("status", new GenericData.EnumSymbol(status, RandomText.pick(status.getEnumSymbols(), random)));
        row.put("sku", "SKU-" + (10_000 + random.nextInt(5_000)));
        row.put("quantity", quantity);
        row.put("unit_price", price);
        row.put("amount", quantity * price);
        row.put("order_date", micros);
        row.put("updated_at", micros + random.nextInt(1_000_000));
        return row;
    }
}
