package io.landfall.quality;

import io.landfall.config.QualityConfig;
import io.landfall.config.TableConfig;
import io.landfall.quality.pattern.TextPattern;
import io.landfall.quality.rule.BusinessRule;
import io.landfall.record.EventTime;
import io.landfall.record.FieldPath;
import io.landfall.record.SchemaMismatchException;
import io.landfall.record.TimeField;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.avro.Schema;

/** Turns a table's configuration into checks of a schema. */
final class ChecksOfTable {
    private final TableConfig table;
    private final EventTime eventTime;
    private final Map<String, TextPattern> patterns = new LinkedHashMap<>();

    ChecksOfTable(TableConfig table) {
        this.table = table;
        this.eventTime = new EventTime(table.name(), table.source().eventTime());
        table.quality().patterns().forEach((field, pattern) -> {
            try {
                patterns.put(field, TextPattern.of(pattern));
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "table " + table.name() + ": quality.patterns." + field + ": " + e.getMessage(), e);
            }
        });
    }

    /** @throws SchemaMismatchException naming all that is amiss */
    QualityChecks compile(Schema schema) {
        return new Compilation(schema).checks();
    }

    private final class Compilation {
        private final Schema schema;
        private final List<String> problems = new ArrayList<>();
        private final List<QualityChecks.Required> required = new ArrayList<>();
        private final Map<Dimension, List<QualityCheck>> checks = new EnumMap<>(Dimension.class);

        Compilation(Schema schema) {
            this.schema = schema;
        }

        QualityChecks checks() {
            QualityConfig quality = table.quality();
            for (String name : quality.required()) {
                attempt("required", () -> required.add(new QualityChecks.Required(name, FieldPath.of(schema, name))));
            }
            quality.allowed()
                    .forEach((name, values) ->
                            add(Dimension.SCHEMA, "allowed." + name, () -> AllowedCheck.of(name, field(name), values)));
            quality.ranges()
                    .forEach((name, range) ->
                            add(Dimension.ANOMALY, "ranges." + name, () -> RangeCheck.of(name, field(name), range)));
            patterns.forEach((name, pattern) ->
                    add(Dimension.PATTERN, "patterns." + name, () -> PatternCheck.of(name, field(name), pattern)));
            temporal(quality.temporal());
            quality.rules()
                    .forEach((name, rule) -> add(
                            Dimension.BUSINESS_RULES,
                            "rules." + name,
                            () -> new RuleCheck(name, BusinessRule.of(rule, schema))));
            if (!problems.isEmpty()) {
                throw new SchemaMismatchException(problems);
            }
            return new QualityChecks(required, dimensions());
        }

        private void temporal(QualityConfig.Temporal temporal) {
            // Without an event-time field the event time is the Kafka timestamp: there is nothing to compare.
            table.source().eventTime().ifPresent(name -> {
                attempt("temporal", () -> eventTime.check(schema));
                temporal.maxFuture()
                        .ifPresent(most -> add(
                                Dimension.TEMPORAL, "temporal", () -> EventTimeCheck.notLater(name, eventTime, most)));
                temporal.maxAge()
                        .ifPresent(most -> add(
                                Dimension.TEMPORAL, "temporal", () -> EventTimeCheck.notOlder(name, eventTime, most)));
            });
            temporal.order()
                    .forEach((name, other) -> add(
                            Dimension.TEMPORAL,
                            "temporal.order." + name,
                            () -> new OrderCheck(
                                    name, TimeField.of(schema, name), other, TimeField.of(schema, other))));
        }

        private FieldPath field(String name) {
            return FieldPath.of(schema, name);
        }

        private void add(Dimension dimension, String key, Supplier<QualityCheck> check) {
            attempt(key, () -> checks.computeIfAbsent(dimension, any -> new ArrayList<>())
                    .add(check.get()));
        }

        private void attempt(String key, Runnable action) {
            try {
                action.run();
            } catch (SchemaMismatchException e) {
                problems.add("table " + table.name() + ": quality." + key + ": " + e.getMessage());
            }
        }

        private List<QualityChecks.OfDimension> dimensions() {
            List<QualityChecks.OfDimension> dimensions = new ArrayList<>();
            for (Dimension dimension : Dimension.values()) {
                dimensions.add(new QualityChecks.OfDimension(
                        dimension.weight(),
                        dimension == Dimension.SCHEMA ? required.size() : 0,
                        checks.getOrDefault(dimension, List.of()).toArray(QualityCheck[]::new)));
            }
            return dimensions;
        }
    }
}
