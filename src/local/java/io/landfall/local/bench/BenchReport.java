package io.landfall.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Results for people, and for programs. */
final class BenchReport {
    private static final double MEGA = 1e6;
    private static final double GIGA = 1e9;
    private static final ObjectMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private BenchReport() {}

    /** A table of medians and the ratios below it. */
    static String text(Results results) {
        StringBuilder text = new StringBuilder(String.join("\n", title(results))).append("\n\n");
        text.append("%-16s%12s%9s%9s%9s%15s%14s%12s%9s%9s%12s%n"
                .formatted(
                        "",
                        "records/s",
                        "MB/s",
                        "wall s",
                        "CPU s",
                        "records/CPU s",
                        "CPU s/million",
                        "B alloc/rec",
                        "peak MB",
                        "out MB",
                        "rows"));
        results.medians()
                .forEach((contender, m) ->
                        text.append("%-16s%,12.0f%9.1f%9.1f%9.1f%,15.0f%14.1f%,12.0f%,9.0f%9.1f%,12d%n"
                                .formatted(
                                        contender.label(),
                                        m.recordsPerSecond(),
                                        m.megabytesPerSecond(),
                                        m.wallSeconds(),
                                        m.cpuSeconds(),
                                        m.recordsPerCpuSecond(),
                                        m.cpuSecondsPerMillionRecords(),
                                        m.allocatedBytesPerRecord(),
                                        m.peakRssBytes() / MEGA,
                                        m.outputBytes() / MEGA,
                                        m.rows())));
        if (!results.ratios().isEmpty()) {
            text.append("%nRecords per CPU second, landfall (all stages) divided by%n".formatted());
            for (Contender peer : Contender.PEERS) {
                results.ratioTo(peer).ifPresent(ratio -> text.append("  %-14s%.2f%n".formatted(peer.label(), ratio)));
            }
        }
        return text.toString();
    }

    /** What was done, and where. */
    static List<String> title(Results results) {
        BenchTopic topic = results.topic();
        Settings settings = results.settings();
        int runs = results.runs().values().stream().mapToInt(List::size).max().orElse(0);
        return List.of(
                "%s: %,d records, %,d of them duplicates, %.0f MB of values (%.0f bytes each), %d partitions"
                        .formatted(
                                topic.workload().id(),
                                topic.records(),
                                topic.records() - topic.unique(),
                                topic.valueBytes() / MEGA,
                                (double) topic.valueBytes() / topic.records(),
                                BenchTopic.PARTITIONS),
                "%d thread%s%s, heap %s, median of %d run%s"
                        .formatted(
                                settings.threads(),
                                settings.threads() == 1 ? "" : "s",
                                settings.pin()
                                        .map(list -> " on processors " + list)
                                        .orElse(""),
                                settings.heap(),
                                runs,
                                runs == 1 ? "" : "s"),
                "%s, %d processors, %.0f GB; %s; %s"
                        .formatted(
                                results.machine().processor(),
                                results.machine().processors(),
                                results.machine().memoryBytes() / GIGA,
                                results.machine().system(),
                                results.machine().java()));
    }

    /** Everything, each run included. */
    static String json(Results results) {
        ObjectNode root = JSON.createObjectNode();
        root.set("machine", JSON.valueToTree(results.machine()));
        ObjectNode settings = root.putObject("settings");
        settings.put("threads", results.settings().threads());
        settings.put("heap", results.settings().heap());
        settings.put("pin", results.settings().pin().orElse(null));
        root.set("topic", JSON.valueToTree(results.topic()));
        ObjectNode contenders = root.putObject("contenders");
        Map<Contender, Measurement> medians = results.medians();
        results.runs().forEach((contender, runs) -> {
            ObjectNode one = contenders.putObject(contender.label());
            one.put("does", contender.does());
            one.set("median", JSON.valueToTree(medians.get(contender)));
            one.set("runs", JSON.valueToTree(runs));
        });
        root.set("ratios", JSON.valueToTree(results.ratios()));
        return root.toPrettyString();
    }
}
