package io.landfall.local.feed;

import org.apache.avro.Schema;

/** The tables that the generator fills. */
public enum GeneratedTable {
    ORDERS("orders", 4, 60),
    CUSTOMERS("customers", 2, 15),
    INVENTORY("inventory", 2, 25);

    private final String noun;
    private final int partitions;
    private final int percent;

    GeneratedTable(String noun, int partitions, int percent) {
        this.noun = noun;
        this.partitions = partitions;
        this.percent = percent;
    }

    /** The table's name: {@code bz_orders}. */
    public String table() {
        return "bz_" + noun;
    }

    /** The topic's name: {@code demo.orders}. */
    public String topic() {
        return "demo." + noun;
    }

    public int partitions() {
        return partitions;
    }

    /** How much of everything goes to this table. */
    int percent() {
        return percent;
    }

    /** The value schema. */
    public Schema schema() {
        return rows().schema();
    }

    Rows rows() {
        return switch (this) {
            case ORDERS -> new OrderRows();
            case CUSTOMERS -> new CustomerRows();
            case INVENTORY -> new InventoryRows();
        };
    }
}
