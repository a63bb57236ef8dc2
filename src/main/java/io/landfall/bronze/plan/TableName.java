package io.landfall.bronze.plan;

/** A table's three-part name. */
public record TableName(String catalog, String schema, String table) {

    /** The name as SQL takes it. */
    public String sql() {
        return quote(catalog) + "." + quote(schema) + "." + quote(table);
    }

    /** The name of its schema as SQL takes it. */
    public String schemaSql() {
        return quote(catalog) + "." + quote(schema);
    }

    public TableName sibling(String other) {
        return new TableName(catalog, schema, other);
    }

    /** The name of its schema. */
    public String inSchema() {
        return catalog + "." + schema;
    }

    public static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public String toString() {
        return inSchema() + "." + table;
    }
}
