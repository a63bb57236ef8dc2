package io.landfall.bronze;

import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.landing.segment.Shard;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests that look at the same few runs of the job, each at tables of its own: a run takes seconds, and takes them once for all
 * tables. A class makes its tables in a static method before all tests, on an object of itself that it has {@link #open}ed.
 */
public abstract class SharedTables extends BronzeOnSpark {
    @TempDir
    protected static Path shared;

    private final Map<String, TableConfig> configs = new LinkedHashMap<>();

    /** The tables stay from test to test. */
    @Override
    @BeforeEach
    protected void forgetTables() {
        folder = shared;
        segments = new Segments(folder.resolve("landing"));
    }

    /** Begins with no tables. */
    protected final void open() {
        forgetTables();
        spark.sql("DROP SCHEMA IF EXISTS inventory_bronze CASCADE");
    }

    /** From here on it is about this table. */
    protected final void at(String name) {
        table = name;
        shard = new Shard(name, 1, "inventory.orders", 0);
    }

    /** A configuration of the table that it is about, to be completed. */
    protected final TestConfigs.Table table() {
        return TestConfigs.table(table, "inventory." + table);
    }

    /** What the next runs know of a table. */
    protected final void configure(TableConfig config) {
        configs.put(config.name(), config);
    }

    /** The tables, or some of them. */
    protected final TableConfig[] configs(String... names) {
        return names.length == 0
                ? configs.values().toArray(TableConfig[]::new)
                : List.of(names).stream().map(configs::get).toArray(TableConfig[]::new);
    }

    /** The entries about this table, or about all. */
    @Override
    protected List<Row> audit(String operation) {
        List<String> subjects = List.of(name(), "spark_catalog.inventory_bronze");
        return super.audit(operation).stream()
                .filter(entry -> subjects.contains(entry.<String>getAs("table_name")))
                .toList();
    }

    /** The entries about batches of this table, in their order. */
    @Override
    protected List<Row> audit() {
        return super.audit().stream()
                .filter(entry -> entry.getAs("table_name").equals(name()))
                .toList();
    }

    /** What the ledger has about the table. */
    protected final List<Row> ledger() {
        return spark.sql("SELECT * FROM spark_catalog.inventory_bronze.bz_landing_ledger WHERE table_name = '" + name()
                        + "' ORDER BY batch_id")
                .collectAsList();
    }
}
