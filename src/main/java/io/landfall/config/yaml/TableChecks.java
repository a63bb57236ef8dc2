package io.landfall.config.yaml;

import io.landfall.config.LandfallConfig;
import io.landfall.config.PrivacyRule;
import io.landfall.config.TableRules;
import io.landfall.config.form.Violation;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Values;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Holds what was read of a table to {@link TableRules}. */
final class TableChecks {
    private final Values table;
    private final Problems problems;

    private TableChecks(Values table, Problems problems) {
        this.table = table;
        this.problems = problems;
    }

    static void check(String name, Values table, Optional<String> application, Problems problems) {
        TableRules.name(name)
                .forEach(violation -> problems.report(table.written().at(), violation));
        TableChecks checks = new TableChecks(table, problems);
        application.ifPresent(checks::topic);
        checks.times();
        checks.fields();
    }

    private void report(List<Violation> violations) {
        problems.report(table, violations);
    }

    private void topic(String application) {
        table.find(TableKeys.TOPIC).ifPresent(topic -> report(LandfallConfig.topic(topic, application)));
    }

    private void times() {
        table.find(TableKeys.QUALITY)
                .flatMap(quality -> quality.find(QualityKeys.TEMPORAL_SECTION))
                .ifPresent(temporal -> {
                    report(TableRules.eventTime(
                            temporal.has(QualityKeys.MAX_FUTURE),
                            temporal.has(QualityKeys.MAX_AGE),
                            table.has(TableKeys.EVENT_TIME)));
                    report(TableRules.order(temporal.find(QualityKeys.ORDER).orElse(Map.of())));
                });
    }

    private void fields() {
        Map<String, PrivacyRule> privacy = table.find(TableKeys.PRIVACY).orElse(Map.of());
        Map<String, Period> erased = table.find(TableKeys.FIELD_RETENTION).orElse(Map.of());
        Optional<String> keyField = table.find(TableKeys.KEY_FIELD);
        table.find(TableKeys.TOMBSTONES)
                .ifPresent(tombstones -> report(TableRules.keyField(table.has(TableKeys.KEY_FIELD), tombstones)));
        report(TableRules.privacy(privacy));
        report(TableRules.columns(table.find(TableKeys.CLUSTER_BY).orElse(List.of()), keyField, privacy));
        report(TableRules.fieldRetention(erased, table.find(TableKeys.RETENTION)));
        report(TableRules.erasable(erased, table.find(TableKeys.EVENT_TIME), keyField, privacy));
    }
}
