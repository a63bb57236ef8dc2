package io.landfall.bronze.plan;

/**
 * Where plain Spark keeps the tables of a schema. Its catalog lives in memory, so the folders are what lasts.
 *
 * @param root with a slash at its end
 */
public record Warehouse(String root, String schema) {

    /** The folder of the schema's tables, with a slash at its end. */
    public String folder() {
        return root + schema + "/";
    }

    /** The folder of a Delta table. */
    public String location(String table) {
        return folder() + table;
    }
}
