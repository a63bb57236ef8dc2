package io.landfall.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** A query over the Delta tables in a folder; runs in a process of its own. */
public final class SqlMain {
    private static final int MOST_ROWS = 1_000;
    private static final int WIDEST = 40;

    private SqlMain() {}

    /** Arguments: the folder of tables, whose name is their schema's; the query; the file to write the result to. */
    public static void main(String[] args) throws Exception {
        Path answer = Path.of(args[2]);
        SparkSession spark = session();
        try {
            register(spark, Path.of(args[0]));
            Files.writeString(answer, text(spark.sql(args[1])));
        } catch (Exception e) { // Scala declares none, but throws checked ones as well
            Files.writeString(answer, e.getMessage() + System.lineSeparator());
            System.exit(1);
        } finally {
            spark.stop();
        }
        System.exit(0);
    }

    private static SparkSession session() {
        return SparkSession.builder()
                .appName("landfall-sql")
                .master("local[*]")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "2")
                .config("spark.sql.session.timeZone", "UTC")
                .config("spark.sql.extensions", "io.delta.sql.DeltaSparkSessionExtension")
                .config("spark.sql.catalog.spark_catalog", "org.apache.spark.sql.delta.catalog.DeltaCatalog")
                .getOrCreate();
    }

    /** Spark's own catalog lives in memory: the folders are what lasts. */
    private static void register(SparkSession spark, Path tables) throws IOException {
        String schema = tables.getFileName().toString();
        spark.sql("CREATE SCHEMA IF NOT EXISTS `" + schema + "`");
        spark.sql("USE `" + schema + "`");
        if (!Files.exists(tables)) {
            return;
        }
        try (Stream<Path> folders = Files.list(tables)) {
            for (Path table :
                    folders.filter(f -> Files.exists(f.resolve("_delta_log"))).toList()) {
                spark.sql("CREATE TABLE `%s` USING DELTA LOCATION '%s'".formatted(table.getFileName(), table));
            }
        }
    }

    private static String text(Dataset<Row> result) {
        List<String> columns = List.of(result.columns());
        List<List<String>> rows = result.takeAsList(MOST_ROWS).stream()
                .map(row -> columns.stream()
                        .map(column -> cell(row, row.fieldIndex(column)))
                        .toList())
                .toList();
        return TextTable.of(columns, rows);
    }

    private static String cell(Row row, int column) {
        String text = String.valueOf(row.get(column)).replace('\n', ' ');
        return text.length() <= WIDEST ? text : text.substring(0, WIDEST - 1) + "…";
    }
}
