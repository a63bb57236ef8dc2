package io.landfall.config;

import io.landfall.config.PrivacyRule.TokenizeAndEncrypt;
import io.landfall.config.SourceConfig.Tombstones;
import io.landfall.config.form.Units;
import io.landfall.config.form.Violation;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a table's values ask of each other. The records refuse what breaks a rule. The loader reports it with its line, also
 * where other values of the table are missing, so each rule takes the values that it is about.
 */
public final class TableRules {
    private static final List<String> OWN_TABLES = List.of("bz_audit_log", "bz_landing_ledger");

    private TableRules() {}

    /** No table has the name of one that Landfall itself writes. */
    public static List<Violation> name(String name) {
        return OWN_TABLES.contains(name)
                ? List.of(Violation.at("is the name of a table of Landfall's own", "another name"))
                : List.of();
    }

    /** A key's field is for tombstones that land. */
    public static List<Violation> keyField(boolean hasKeyField, Tombstones tombstones) {
        return hasKeyField && tombstones == Tombstones.SKIP
                ? List.of(Violation.at("is of no use where tombstones are skipped", "tombstones: land", "key_field"))
                : List.of();
    }

    /** Limits of the event time are for tables that have one. */
    public static List<Violation> eventTime(boolean hasMaxFuture, boolean hasMaxAge, boolean hasEventTime) {
        List<Violation> violations = new ArrayList<>();
        if (hasMaxFuture && !hasEventTime) {
            violations.add(withoutEventTime("max_future"));
        }
        if (hasMaxAge && !hasEventTime) {
            violations.add(withoutEventTime("max_age"));
        }
        return violations;
    }

    private static Violation withoutEventTime(String limit) {
        return Violation.at("checks nothing without event_time", "event_time: a field", "quality", "temporal", limit);
    }

    /** A time field is compared with another one. */
    public static List<Violation> order(Map<String, String> order) {
        return order.entrySet().stream()
                .filter(fields -> fields.getKey().equals(fields.getValue()))
                .map(fields -> Violation.at(
                        "compares a field with itself",
                        "another field",
                        "quality",
                        "temporal",
                        "order",
                        fields.getKey()))
                .toList();
    }

    /** No rule's field, nor the column of its ciphertext, is inside another rule's. */
    public static List<Violation> privacy(Map<String, PrivacyRule> rules) {
        List<Violation> violations = new ArrayList<>();
        for (String outer : rules.keySet()) {
            for (String inner : rules.keySet()) {
                if (!outer.equals(inner) && covers(outer, inner)) {
                    violations.add(Violation.at(
                            "is inside " + outer + ", which has a rule itself",
                            "one rule for each field",
                            "privacy",
                            inner));
                }
            }
        }
        rules.forEach((field, rule) -> {
            if (rule instanceof TokenizeAndEncrypt) {
                rules.keySet().stream()
                        .filter(other -> coversInAnyCase(field + TokenizeAndEncrypt.SUFFIX, other))
                        .forEach(other -> violations.add(Violation.at(
                                "is where the ciphertext of " + field + " goes",
                                "one rule instead of two for " + field + ", or none for this field",
                                "privacy",
                                other)));
            }
        });
        return violations;
    }

    /** Deduplication and scoring see raw values, so any rule goes with them; columns of the table need their values. */
    public static List<Violation> columns(
            List<String> clusterBy, Optional<String> keyField, Map<String, PrivacyRule> privacy) {
        List<Violation> violations = new ArrayList<>();
        for (String column : clusterBy) {
            lostBy(privacy, column)
                    .or(() -> encryptedBy(privacy, column))
                    .ifPresent(why -> violations.add(
                            Violation.at(why + ", so there is nothing to cluster by", "a column", "cluster_by")));
        }
        keyField.flatMap(field -> lostBy(privacy, field))
                .ifPresent(why -> violations.add(
                        Violation.at(why + ", so a deletion would not say of what", "a column", "key_field")));
        return violations;
    }

    /** A field's values go before its row does. */
    public static List<Violation> fieldRetention(Map<String, Period> fields, Optional<Period> rows) {
        List<Violation> violations = new ArrayList<>();
        fields.forEach((field, period) -> rows.filter(longest -> isLonger(period, longest))
                .ifPresent(longest -> violations.add(erasure(
                        field,
                        "is longer than the rows stay",
                        "a shorter period than retention: " + Units.of(longest)))));
        return violations;
    }

    /** Only fields that nothing else of the table depends on can be erased, and that are there. */
    public static List<Violation> erasable(
            Map<String, Period> fields,
            Optional<String> eventTime,
            Optional<String> keyField,
            Map<String, PrivacyRule> privacy) {
        List<Violation> violations = new ArrayList<>();
        for (String field : fields.keySet()) {
            eventTime
                    .filter(time -> coversInAnyCase(field, time))
                    .ifPresent(time -> violations.add(erasure(
                            field,
                            "holds event_time, without which Kafka's timestamp would decide when a row expires",
                            "another field")));
            keyField.filter(key -> coversInAnyCase(field, key))
                    .ifPresent(key -> violations.add(erasure(
                            field,
                            "holds key_field, without which a deletion would not say of what",
                            "another field")));
            lostBy(privacy, field)
                    .ifPresent(why ->
                            violations.add(erasure(field, why + ", so there is nothing to erase", "another field")));
        }
        return violations;
    }

    private static Violation erasure(String field, String wrong, String expected) {
        return Violation.at(wrong, expected, "field_retention", field);
    }

    /** Whether one field is the other, or contains it. */
    private static boolean covers(String field, String other) {
        return other.equals(field) || other.startsWith(field + ".");
    }

    /** Spark and Delta do not tell names apart by case. */
    private static boolean coversInAnyCase(String field, String other) {
        return covers(field.toLowerCase(Locale.ROOT), other.toLowerCase(Locale.ROOT));
    }

    private static boolean isLonger(Period period, Period other) {
        return LocalDate.EPOCH.plus(period).isAfter(LocalDate.EPOCH.plus(other));
    }

    private static Optional<String> lostBy(Map<String, PrivacyRule> privacy, String column) {
        return privacy.entrySet().stream()
                .filter(rule -> covers(rule.getKey(), column))
                .filter(rule ->
                        rule.getValue() instanceof PrivacyRule.Drop || rule.getValue() instanceof PrivacyRule.Redact)
                .map(rule -> "'" + column + "' is "
                        + (rule.getValue() instanceof PrivacyRule.Drop ? "dropped" : "redacted") + " under privacy")
                .findFirst();
    }

    private static Optional<String> encryptedBy(Map<String, PrivacyRule> privacy, String column) {
        return privacy.entrySet().stream()
                .filter(rule -> ciphertext(rule.getKey(), rule.getValue())
                        .filter(ciphertext -> coversInAnyCase(ciphertext, column))
                        .isPresent())
                .map(rule -> "'" + column + "' is ciphertext under privacy, which is random")
                .findFirst();
    }

    private static Optional<String> ciphertext(String field, PrivacyRule rule) {
        if (rule instanceof TokenizeAndEncrypt) {
            return Optional.of(field + TokenizeAndEncrypt.SUFFIX);
        }
        return Optional.of(field).filter(any -> rule instanceof PrivacyRule.Encryption);
    }
}
