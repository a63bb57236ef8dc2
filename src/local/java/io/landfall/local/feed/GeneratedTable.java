package io.landfall.local.feed;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.Schema;

/** The tables that the generator fills: those of the inventory example. */
public enum GeneratedTable {
    PRODUCTS(3, 10_000, 1),
    SUPPLIERS(1, 1_000, 1),
    WAREHOUSES(1, 50, 1),
    INVENTORY(20, 100_000, 2),
    ORDERS(10, Long.MAX_VALUE, 2),
    ORDER_DETAILS(40, Long.MAX_VALUE, 4),
    SHIPMENTS(9, Long.MAX_VALUE, 1),
    RETURNS(1, Long.MAX_VALUE, 1),
    STOCK_LEVELS(10, 50_000, 1),
    CUSTOMERS(5, Long.MAX_VALUE, 1);

    /** Of a hundred records in turn: whose each is. Those of a table are spread. */
    private static final List<GeneratedTable> TURNS = turns();

    private final int percent;
    private final long ids;
    private final int partitions;

    /**
     * A table.
     *
     * @param percent how much of everything goes to it
     * @param ids after so many, rows are new states of earlier ones
     */
    GeneratedTable(int percent, long ids, int partitions) {
        this.percent = percent;
        this.ids = ids;
        this.partitions = partitions;
    }

    private static List<GeneratedTable> turns() {
        List<GeneratedTable> turns = Arrays.stream(values())
                .flatMap(table -> Collections.nCopies(table.percent, table).stream())
                .collect(Collectors.toList());
        Collections.shuffle(turns, new Random(1));
        return turns;
    }

    /** Whose record is the one of this number, of all tables' records. */
    static GeneratedTable of(long record) {
        return TURNS.get((int) (record % TURNS.size()));
    }

    /** How many of all records before the one of this number are this table's. */
    long numberOf(long record) {
        List<GeneratedTable> begun = TURNS.subList(0, (int) (record % TURNS.size()));
        return record / TURNS.size() * percent + Collections.frequency(begun, this);
    }

    /** About how many rows this table has when another has so many. */
    long rowsBefore(GeneratedTable other, long number) {
        return number * percent / other.percent;
    }

    /** The id in the row of this number: from 1. */
    long id(long number) {
        return 1 + number % ids;
    }

    private String noun() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The table's name: {@code bz_orders}. */
    public String table() {
        return "bz_" + noun();
    }

    public int partitions() {
        return partitions;
    }

    /** The value schema. */
    public Schema schema() {
        return AvroValues.schema("inventory/" + noun() + ".avsc");
    }

    Rows rows() {
        return switch (this) {
            case PRODUCTS -> new ProductRows();
            case SUPPLIERS -> new SupplierRows();
            case WAREHOUSES -> new WarehouseRows();
            case INVENTORY -> new InventoryRows();
            case ORDERS -> new OrderRows();
            case ORDER_DETAILS -> new OrderDetailRows();
            case SHIPMENTS -> new ShipmentRows();
            case RETURNS -> new ReturnRows();
            case STOCK_LEVELS -> new StockLevelRows();
            case CUSTOMERS -> new CustomerRows();
        };
    }
}
