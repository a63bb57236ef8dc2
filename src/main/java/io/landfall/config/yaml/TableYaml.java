package io.landfall.config.yaml;

import io.landfall.config.DedupeConfig;
import io.landfall.config.IngestConfig;
import io.landfall.config.PrivacyRule;
import io.landfall.config.QualityConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.form.Units;
import io.landfall.config.schema.Key;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A table's configuration the way it would be written, with every default. */
final class TableYaml {
    private TableYaml() {}

    static Map<String, Object> of(TableConfig table) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put(TableKeys.TOPIC.name(), table.source().topic());
        yaml.put(TableKeys.SUBJECT.name(), table.source().subject());
        put(yaml, TableKeys.EVENT_TIME, table.source().eventTime());
        put(yaml, TableKeys.DEDUPE, table.dedupe().map(TableYaml::dedupe));
        yaml.put(TableKeys.TOMBSTONES.name(), word(table.source().tombstones()));
        put(yaml, TableKeys.KEY_FIELD, table.source().keyField());
        put(yaml, TableKeys.PRIVACY, privacy(table.privacy().rules()));
        put(yaml, TableKeys.QUALITY, Optional.of(quality(table.quality())));
        put(yaml, TableKeys.CLUSTER_BY, Optional.of(table.bronze().clusterBy()).filter(columns -> !columns.isEmpty()));
        put(yaml, TableKeys.RETENTION, table.bronze().retention().map(Units::of));
        Map<String, Object> fieldRetention = new LinkedHashMap<>();
        table.bronze().fieldRetention().forEach((field, period) -> fieldRetention.put(field, Units.of(period)));
        putAny(yaml, TableKeys.FIELD_RETENTION, fieldRetention);
        putAny(yaml, TableKeys.COMPLIANCE, table.bronze().compliance());
        yaml.put(TableKeys.INGEST.name(), ingest(table.bronze().ingest()));
        yaml.put(TableKeys.BATCH_FILES.name(), table.bronze().batch().files());
        put(yaml, TableKeys.BATCH_BYTES, table.bronze().batch().bytes().map(Units::of));
        put(yaml, TableKeys.ROLL_EVERY, table.landing().rollEvery().map(Units::of));
        yaml.put(TableKeys.GENERATION.name(), table.landing().generation());
        return yaml;
    }

    static void put(Map<String, Object> yaml, Key<?> key, Optional<?> value) {
        value.ifPresent(present -> yaml.put(key.name(), present));
    }

    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static Map<String, Object> dedupe(DedupeConfig dedupe) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        yaml.put("by", by(dedupe.by()));
        yaml.put("within", Units.of(dedupe.within()));
        return yaml;
    }

    private static Object by(DedupeConfig.By by) {
        if (by instanceof DedupeConfig.By.Fields fields) {
            return fields.names();
        }
        return by instanceof DedupeConfig.By.Key ? "key" : "content";
    }

    private static Optional<Map<String, Object>> privacy(Map<String, PrivacyRule> rules) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        rules.forEach((field, rule) -> yaml.put(field, rule(rule)));
        return Optional.of(yaml).filter(map -> !map.isEmpty());
    }

    private static Object rule(PrivacyRule rule) {
        if (rule instanceof PrivacyRule.Mask mask) {
            return Map.of("mask", word(mask.extent()));
        }
        if (rule instanceof PrivacyRule.TokenizeAndEncrypt both) {
            return List.of(rule(new PrivacyRule.Tokenize()), rule(both.encryption()));
        }
        return TableKeys.PRIVACY_WORDS.entrySet().stream()
                .filter(word -> word.getValue().equals(rule))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no word for " + rule));
    }

    private static Object ingest(IngestConfig ingest) {
        if (ingest instanceof IngestConfig.Every every) {
            return Map.of("every", Units.of(every.interval()));
        }
        if (ingest instanceof IngestConfig.Daily daily) {
            return Map.of("daily", daily.at().toString());
        }
        return ingest instanceof IngestConfig.Continuous ? "continuous" : "on_arrival";
    }

    private static Map<String, Object> quality(QualityConfig quality) {
        Map<String, Object> yaml = new LinkedHashMap<>();
        putAny(yaml, QualityKeys.REQUIRED, quality.required());
        putAny(yaml, QualityKeys.ALLOWED, quality.allowed());
        putAny(yaml, QualityKeys.PATTERNS, quality.patterns());
        Map<String, Object> ranges = new LinkedHashMap<>();
        quality.ranges().forEach((field, range) -> ranges.put(field, range(range)));
        putAny(yaml, QualityKeys.RANGES, ranges);
        Map<String, Object> temporal = new LinkedHashMap<>();
        put(temporal, QualityKeys.MAX_FUTURE, quality.temporal().maxFuture().map(Units::of));
        put(temporal, QualityKeys.MAX_AGE, quality.temporal().maxAge().map(Units::of));
        putAny(temporal, QualityKeys.ORDER, quality.temporal().order());
        putAny(yaml, QualityKeys.TEMPORAL_SECTION, temporal);
        putAny(yaml, QualityKeys.RULES, quality.rules());
        yaml.put(QualityKeys.QUARANTINE_BELOW.name(), quality.quarantineBelow());
        return yaml;
    }

    private static void putAny(Map<String, Object> yaml, Key<?> key, List<?> values) {
        put(yaml, key, Optional.of(values).filter(list -> !list.isEmpty()));
    }

    private static void putAny(Map<String, Object> yaml, Key<?> key, Map<?, ?> values) {
        put(yaml, key, Optional.of(values).filter(map -> !map.isEmpty()));
    }

    private static List<Object> range(QualityConfig.Range range) {
        List<Object> ends = new ArrayList<>();
        ends.add(range.min().map(TableYaml::number).orElse(null));
        ends.add(range.max().map(TableYaml::number).orElse(null));
        return ends;
    }

    /** 10000 rather than 10000.0, and never 1.0E7. */
    private static Number number(double value) {
        BigDecimal decimal = BigDecimal.valueOf(value).stripTrailingZeros();
        return decimal.scale() <= 0 ? decimal.toBigInteger() : (Number) Double.valueOf(value);
    }
}
