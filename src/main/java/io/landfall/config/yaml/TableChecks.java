package io.landfall.config.yaml;

import io.landfall.config.LandfallConfig;
import io.landfall.config.PrivacyRule;
import io.landfall.config.TableConfig;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.Units;
import io.landfall.config.schema.Values;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What a table's keys ask of each other. */
final class TableChecks {
    private static final List<String> OWN_TABLES = List.of("bz_audit_log", "bz_landing_ledger");

    private final Values table;
    private final Problems problems;
    private final Map<String, PrivacyRule> privacy;

    private TableChecks(Values table, Problems problems) {
        this.table = table;
        this.problems = problems;
        this.privacy = table.find(TableKeys.PRIVACY).orElse(Map.of());
    }

    static void check(String name, Values table, Optional<String> application, Problems problems) {
        if (OWN_TABLES.contains(name)) {
            problems.report(table.written().at(), "is the name of a table of Landfall's own", "another name");
        }
        TableChecks checks = new TableChecks(table, problems);
        application.ifPresent(checks::topicIsNotTheQuarantine);
        checks.keyFieldIsUsed();
        checks.eventTimeIsThereToCheck();
        checks.timeFieldsDiffer();
        checks.privacyRulesDoNotOverlap();
        checks.ciphertextsHaveColumnsOfTheirOwn();
        checks.columnsSurvivePrivacy();
        checks.fieldsMayBeErased();
    }

    private void topicIsNotTheQuarantine(String application) {
        table.find(TableKeys.TOPIC)
                .filter(LandfallConfig.quarantineTopic(application)::equals)
                .ifPresent(topic -> problems.report(
                        table.at(TableKeys.TOPIC), "is the application's own quarantine topic", "another topic"));
    }

    private void keyFieldIsUsed() {
        boolean skipped = table.find(TableKeys.TOMBSTONES)
                .filter(TableConfig.Tombstones.SKIP::equals)
                .isPresent();
        if (table.has(TableKeys.KEY_FIELD) && skipped) {
            problems.report(
                    table.at(TableKeys.KEY_FIELD), "is of no use where tombstones are skipped", "tombstones: land");
        }
    }

    private void eventTimeIsThereToCheck() {
        Optional<Values> temporal = table.find(TableKeys.QUALITY).flatMap(q -> q.find(QualityKeys.TEMPORAL_SECTION));
        for (Key<?> limit : List.of(QualityKeys.MAX_FUTURE, QualityKeys.MAX_AGE)) {
            if (temporal.isPresent() && temporal.get().has(limit) && !table.has(TableKeys.EVENT_TIME)) {
                problems.report(temporal.get().at(limit), "checks nothing without event_time", "event_time: a field");
            }
        }
    }

    private void timeFieldsDiffer() {
        Optional<Values> temporal = table.find(TableKeys.QUALITY).flatMap(q -> q.find(QualityKeys.TEMPORAL_SECTION));
        temporal.flatMap(values -> values.find(QualityKeys.ORDER))
                .orElse(Map.of())
                .forEach((later, earlier) -> {
                    if (later.equals(earlier)) {
                        problems.report(
                                temporal.orElseThrow().at(QualityKeys.ORDER, later),
                                "compares a field with itself",
                                "another field");
                    }
                });
    }

    private void privacyRulesDoNotOverlap() {
        for (String outer : privacy.keySet()) {
            for (String inner : privacy.keySet()) {
                if (!outer.equals(inner) && CrossChecks.covers(outer, inner)) {
                    problems.report(
                            table.at(TableKeys.PRIVACY, inner),
                            "is inside " + outer + ", which has a rule itself",
                            "one rule for each field");
                }
            }
        }
    }

    private void ciphertextsHaveColumnsOfTheirOwn() {
        privacy.forEach((field, rule) -> {
            if (rule instanceof PrivacyRule.TokenizeAndEncrypt) {
                String ciphertext = field + PrivacyRule.TokenizeAndEncrypt.SUFFIX;
                privacy.keySet().stream()
                        .filter(other -> coversInAnyCase(ciphertext, other))
                        .forEach(other -> problems.report(
                                table.at(TableKeys.PRIVACY, other),
                                "is where the ciphertext of " + field + " goes",
                                "one rule instead of two for " + field + ", or none for this field"));
            }
        });
    }

    /** Deduplication and scoring see raw values, so any rule goes with them; columns of the table need their values. */
    private void columnsSurvivePrivacy() {
        List<String> clusterBy = table.find(TableKeys.CLUSTER_BY).orElse(List.of());
        for (String column : clusterBy) {
            lostBy(column)
                    .or(() -> encryptedBy(column))
                    .ifPresent(why -> problems.report(
                            table.at(TableKeys.CLUSTER_BY), why + ", so there is nothing to cluster by", "a column"));
        }
        table.find(TableKeys.KEY_FIELD)
                .flatMap(this::lostBy)
                .ifPresent(why -> problems.report(
                        table.at(TableKeys.KEY_FIELD), why + ", so a deletion would not say of what", "a column"));
    }

    private void fieldsMayBeErased() {
        Map<String, Period> fields = table.find(TableKeys.FIELD_RETENTION).orElse(Map.of());
        Optional<Period> rows = table.find(TableKeys.RETENTION);
        fields.forEach((field, period) -> {
            rows.filter(longest -> isLonger(period, longest))
                    .ifPresent(longest -> reportErasure(
                            field,
                            "is longer than the rows stay",
                            "a shorter period than retention: " + Units.of(longest)));
            holds(field, TableKeys.EVENT_TIME)
                    .ifPresent(time -> reportErasure(
                            field,
                            "holds event_time, without which Kafka's timestamp would decide when a row expires",
                            "another field"));
            holds(field, TableKeys.KEY_FIELD)
                    .ifPresent(key -> reportErasure(
                            field, "holds key_field, without which a deletion would not say of what", "another field"));
            lostBy(field)
                    .ifPresent(why -> reportErasure(field, why + ", so there is nothing to erase", "another field"));
        });
    }

    private void reportErasure(String field, String wrong, String expected) {
        problems.report(table.at(TableKeys.FIELD_RETENTION, field), wrong, expected);
    }

    /** Spark and Delta do not tell names apart by case. */
    private Optional<String> holds(String field, Key<String> key) {
        return table.find(key).filter(name -> coversInAnyCase(field, name));
    }

    private static boolean coversInAnyCase(String field, String other) {
        return CrossChecks.covers(field.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }

    private static boolean isLonger(Period period, Period other) {
        return LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plus(other));
    }

    private Optional<String> lostBy(String column) {
        return privacy.entrySet().stream()
                .filter(rule -> CrossChecks.covers(rule.getKey(), column))
                .filter(rule ->
                        rule.getValue() instanceof PrivacyRule.Drop || rule.getValue() instanceof PrivacyRule.Redact)
                .map(rule -> "'" + column + "' is "
                        + (rule.getValue() instanceof PrivacyRule.Drop ? "dropped" : "redacted") + " under privacy")
                .findFirst();
    }

    private Optional<String> encryptedBy(String column) {
        return privacy.entrySet().stream()
                .filter(rule -> ciphertext(rule.getKey(), rule.getValue())
                        .filter(ciphertext -> coversInAnyCase(ciphertext, column))
                        .isPresent())
                .map(rule -> "'" + column + "' is ciphertext under privacy, which is random")
                .findFirst();
    }

    private static Optional<String> ciphertext(String field, PrivacyRule rule) {
        if (rule instanceof PrivacyRule.TokenizeAndEncrypt) {
            return Optional.of(field + PrivacyRule.TokenizeAndEncrypt.SUFFIX);
        }
        return Optional.of(field).filter(any -> rule instanceof PrivacyRule.Encryption);
    }
}
