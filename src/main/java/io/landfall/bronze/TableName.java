package io.landfall.bronze;

/** A table's three-part name. */
record TableName(String catalog, String schema, String table) {

    /** The name as SQL takes it. */
    String sql() {
        return quote(catalog) + "." + quote(schema) + "." + quote(table);
    }

    /** The name of its schema as SQL takes it. */
    String schemaSql() {
        return quote(catalog) + "." + quote(schema);
    }

    TableName sibling(String other) {
        return new TableName(catalog, schema, other);
    }

    /** The name of its schema. */
    String inSchema() {
        return catalog + "." + schema;
    }

    static String quote(String identifier) {
        return "`" + identifier.replace("`", "``") + "`";
    }

    @Override
    public String toString() {
        return inSchema() + "." + table;
    }
}
