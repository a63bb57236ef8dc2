package io.landfall.local.bench;

import io.landfall.local.bench.Rules.Pattern;
import io.landfall.local.bench.Rules.Range;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** What the topic holds. */
enum Workload {
    /** Twelve fields, about 110 bytes. */
    ORDERS,
    /** Sixty fields in nested records, about 440 bytes. */
    WIDE,
    /** Three fields, about 20 bytes. */
    TINY;

    private static final Rules OF_ORDERS = new Rules(
            "order_date",
            List.of("order_id", "updated_at"),
            List.of("order_id", "customer_id"),
            List.of(new Range("quantity", 1, 10_000), new Range("amount", 0, 1_000_000)),
            List.of(new Pattern("email", "email"), new Pattern("contact_number", "phone")),
            List.of("customer_name", "email"),
            List.of("contact_number"));

    private static final Rules OF_WIDE = new Rules(
            "occurred_at",
            List.of("event_id"),
            List.of("event_id", "customer.id"),
            List.of(new Range("sequence", 0, 1_000), new Range("payment.gross", 0, 1_000_000)),
            List.of(new Pattern("customer.email", "email"), new Pattern("customer.phone", "phone")),
            List.of("customer.name", "customer.email"),
            List.of("customer.phone", "billing.street"));

    private static final Rules OF_TINY = new Rules(
            "measured_at",
            List.of("sensor_id", "measured_at"),
            List.of("sensor_id"),
            List.of(new Range("value", -50, 150)),
            List.of(),
            List.of("sensor_id"),
            List.of());

    /** Its name in lower case. */
    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    WorkloadRows rows() {
        return switch (this) {
            case ORDERS -> new WorkloadOrders();
            case WIDE -> new EventRows();
            case TINY -> new ReadingRows();
        };
    }

    Rules rules() {
        return switch (this) {
            case ORDERS -> OF_ORDERS;
            case WIDE -> OF_WIDE;
            case TINY -> OF_TINY;
        };
    }

    Schema schema() {
        try (InputStream in = Workload.class.getResourceAsStream("/local/bench/" + id() + ".avsc")) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema of " + id(), e);
        }
    }

    /** {@link #id()}: what the command line's parser compares. */
    @Override
    public String toString() {
        return id();
    }
}
