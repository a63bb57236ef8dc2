package io.landfall.config.yaml;

import static java.util.stream.Collectors.joining;

import io.landfall.config.TableBronzeConfig;
import io.landfall.config.schema.RetiredKey;
import io.landfall.config.schema.YamlNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The keys that said how a table's files were laid out, and the clustering that takes their place. */
final class FormerLayout {
    private static final List<String> PARTITION =
            List.of("partition_by", "partitioned_by", "partition_columns", "partition", "partitions");
    private static final List<String> ZORDER =
            List.of("zorder_by", "zorder", "zorder_columns", "z_order", "z_order_by", "z_order_columns");
    private static final String CLUSTER_BY = "cluster_by";
    private static final int MOST = TableBronzeConfig.MOST_CLUSTER_COLUMNS;

    /** A column's name, but not that of a function around it, as in {@code month(order_date)}. */
    private static final Pattern COLUMN = Pattern.compile("[A-Za-z_][\\w.]*+(?!\\s*\\()");

    private FormerLayout() {}

    static Map<String, RetiredKey> keys() {
        Map<String, RetiredKey> keys = new TreeMap<>();
        PARTITION.forEach(name -> keys.put(
                name,
                new RetiredKey(
                        "Delta cannot both partition a table and cluster it, and clustering needs no files per value",
                        FormerLayout::clustering)));
        ZORDER.forEach(name -> keys.put(
                name,
                new RetiredKey(
                        "Delta cannot both Z-order a table and cluster it, and clustering keeps up with what is written",
                        FormerLayout::clustering)));
        return keys;
    }

    /** By the columns of all of these keys. */
    private static String clustering(YamlNode.Mapping table) {
        Set<String> columns = new LinkedHashSet<>();
        Stream.of(List.of(CLUSTER_BY), ZORDER, PARTITION)
                .flatMap(List::stream)
                .flatMap(name -> Stream.ofNullable(table.entries().get(name)))
                .forEach(entry -> collect(entry.value(), columns));
        return columns.isEmpty()
                ? CLUSTER_BY + " with up to " + MOST + " columns"
                : columns.stream().limit(MOST).collect(joining(", ", CLUSTER_BY + ": [", "]"));
    }

    private static void collect(YamlNode written, Set<String> columns) {
        if (written instanceof YamlNode.Scalar scalar) {
            Matcher column = COLUMN.matcher(scalar.text());
            while (column.find()) {
                columns.add(column.group());
            }
        } else if (written instanceof YamlNode.Sequence list) {
            list.items().forEach(item -> collect(item, columns));
        }
    }
}
