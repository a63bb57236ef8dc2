package io.landfall.docs;

import io.landfall.ops.ServiceMetrics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service reports, read from its own metrics endpoint. */
final class MetricsPage {
    private static final Pattern HELP = Pattern.compile("# HELP (landfall_\\S+) (.*)");
    private static final Pattern TYPE = Pattern.compile("# TYPE (landfall_\\S+) (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(landfall_\\w+)\\{([^}]*)} .*");
    private static final Pattern LABEL = Pattern.compile("(\\w+)=\"");

    private static final String ABOUT =
            """
            # Metrics

            `GET /metrics` on `service.port` gives these in Prometheus' text format, along with Micrometer's of the JVM
            (`jvm_*`), the process (`process_*`, `system_*`), the log (`log4j2_*`), and Kafka's own (`kafka_*`:
            those of its clients and threads, not those of each task).

            """;

    private static final String BALANCE =
            """

            For each table, always:

            ```
            landfall_records_read_total = landfall_rows_landed_total + landfall_duplicates_total
                                        + landfall_quarantined_total + landfall_skipped_total
            ```

            These count what the pipeline decided, in this process, since it started; records of segments that had landed before
            a restart are not counted again. `landfall_segment_rows_total` counts rows that are durable: it lags by the open
            segments. After a crash what was open is read again, so counters of one process are no proof of anything. Segments
            are: each has its ledger in its footer (see [landing-protocol.md](landing-protocol.md)).

            Worth an alarm: `landfall_expired_total` rises (Kafka's retention took records before they were read: data is lost),
            `landfall_uploads_failed_total` rises for minutes (nothing lands), `landfall_quarantined_total` by reason.
            `landfall_shards_lost_total` may rise by a few when instances come and go.
            """;

    private final Map<String, String> docs = new TreeMap<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Map<String, TreeSet<String>> labels = new TreeMap<>();

    private MetricsPage(String scrape) {
        scrape.lines().forEach(this::read);
    }

    static String of(String table) {
        try (ServiceMetrics metrics = new ServiceMetrics()) {
            metrics.table(table).read(0);
            return new MetricsPage(metrics.scrape()).page();
        }
    }

    private void read(String line) {
        Matcher help = HELP.matcher(line);
        Matcher type = TYPE.matcher(line);
        Matcher sample = SAMPLE.matcher(line);
        if (help.matches()) {
            docs.put(help.group(1), help.group(2));
        } else if (type.matches()) {
            types.put(type.group(1), type.group(2));
        } else if (sample.matches()) {
            LABEL.matcher(sample.group(2)).results().forEach(label -> labels.computeIfAbsent(
                            metric(sample.group(1)), name -> new TreeSet<>())
                    .add(label.group(1)));
        }
    }

    /** A summary's samples have names of their own. */
    private String metric(String sample) {
        return docs.containsKey(sample) ? sample : sample.replaceFirst("_(count|sum|max)$", "");
    }

    private String page() {
        StringBuilder page = new StringBuilder(ABOUT).append(Markdown.head("metric", "type", "labels", ""));
        docs.forEach((name, doc) -> {
            List<String> of = new ArrayList<>();
            labels.getOrDefault(name, new TreeSet<>()).forEach(label -> of.add(Markdown.code(label)));
            page.append(Markdown.row(
                    List.of(Markdown.code(name), types.getOrDefault(name, ""), String.join(", ", of), doc)));
        });
        return page.append(BALANCE).toString();
    }
}
