package io.landfall.config.yaml;

import io.landfall.config.BatchConfig;
import io.landfall.config.DedupeConfig;
import io.landfall.config.IngestConfig;
import io.landfall.config.PrivacyConfig;
import io.landfall.config.PrivacyRule;
import io.landfall.config.SourceConfig;
import io.landfall.config.TableBronzeConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.TableLandingConfig;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.OneOfType;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.SectionOf;
import io.landfall.config.schema.SingleEntryType;
import io.landfall.config.schema.Type;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.Values;
import java.time.Duration;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The section of one table. */
final class TableKeys {
    static final Map<String, PrivacyRule> PRIVACY_WORDS = Map.of(
            "tokenize", new PrivacyRule.Tokenize(),
            "encrypt", new PrivacyRule.Encrypt(),
            "encrypt_email", new PrivacyRule.EncryptEmail(),
            "hash", new PrivacyRule.Hash(),
            "redact", new PrivacyRule.Redact(),
            "drop", new PrivacyRule.Drop());

    static final Key<String> TOPIC =
            Key.required("topic", Types.matching(SourceConfig.TOPIC), "The Kafka topic to read.");
    static final Key<String> SUBJECT =
            Key.derived("subject", Types.PLAIN, "The registry's subject of the value schema.", "<topic>-value");
    static final Key<String> EVENT_TIME =
            Key.derived("event_time", Types.FIELD, "The field that says when the event happened.", "Kafka's timestamp");
    static final Key<DedupeConfig> DEDUPE = Key.derived(
            "dedupe",
            dedupe(),
            "What makes two records the same: key, content or a list of fields, and how far apart they may be.",
            "nothing is removed");
    static final Key<SourceConfig.Tombstones> TOMBSTONES = Key.defaulting(
            "tombstones",
            Types.word(SourceConfig.Tombstones.class),
            "What becomes of a record without a value: skip (count only), land (as record_status = DELETED).",
            "skip");
    static final Key<String> KEY_FIELD = Key.optional(
            "key_field", Types.FIELD, "With tombstones: land, the field that a plain (not Avro record) key fills.");
    static final Key<Map<String, PrivacyRule>> PRIVACY = Key.map(
            "privacy",
            Types.map(Types.FIELD, privacyRule(), "a mapping of fields to rules"),
            "Personal-data field to how it is protected before it leaves the service; a pair makes two columns of it, "
                    + "<field> and <field>_encrypted.");
    static final Key<Values> QUALITY = Key.section(QualityKeys.SECTION);
    static final Key<List<String>> CLUSTER_BY = Key.list(
            "cluster_by",
            Types.list(Types.FIELD, "a list of one to four columns", TableBronzeConfig.MOST_CLUSTER_COLUMNS),
            "The bronze table's columns for liquid clustering, at most four.");
    static final Key<Period> RETENTION =
            Key.derived("retention", Types.PERIOD, "How long the bronze table keeps its rows.", "for ever");
    static final Key<Map<String, Period>> FIELD_RETENTION = Key.map(
            "field_retention",
            Types.map(Types.FIELD, Types.PERIOD, "a mapping of fields to periods"),
            "Field to how long the bronze table keeps its values, where that is shorter than its rows stay.");
    static final Key<List<String>> COMPLIANCE = Key.list(
            "compliance",
            Types.list(Types.matching(TableBronzeConfig.REGULATION), "a list of regulations"),
            "The regulations that the table's data falls under: what the audit log says of the table names them.");
    static final Key<IngestConfig> INGEST = Key.defaulting(
            "ingest", ingest(), "When the bronze job ingests.", new IngestConfig.Continuous(), "continuous");
    static final Key<Integer> BATCH_FILES = Key.defaulting(
            "batch_files",
            Types.integer(BatchConfig.FILES),
            "How many segments the bronze job takes into one batch, at the most.",
            BatchConfig.MOST_FILES);
    static final Key<Long> BATCH_BYTES = Key.optional(
            "batch_bytes", Types.SIZE, "How large they may be together; one segment at least. Not without a stream.");
    static final Key<Duration> ROLL_EVERY =
            Key.derived("roll_every", LandingKeys.ROLL, "How long a segment may stay open.", "landing.roll_every");
    static final Key<Integer> GENERATION = Key.defaulting(
            "generation",
            Types.integer(TableLandingConfig.GENERATIONS),
            "The landing run to write; a replay starts the next one.",
            1);

    static final Section SECTION = new Section(
            "table",
            "One table: a topic in, a bronze table out.",
            List.of(
                    TOPIC,
                    SUBJECT,
                    EVENT_TIME,
                    DEDUPE,
                    TOMBSTONES,
                    KEY_FIELD,
                    PRIVACY,
                    QUALITY,
                    CLUSTER_BY,
                    RETENTION,
                    FIELD_RETENTION,
                    COMPLIANCE,
                    INGEST,
                    BATCH_FILES,
                    BATCH_BYTES,
                    ROLL_EVERY,
                    GENERATION),
            FormerLayout.keys());

    private TableKeys() {}

    private static Type<DedupeConfig> dedupe() {
        String expected = "key, content or a list of fields";
        Type<DedupeConfig.By> by = new OneOfType<>(
                expected,
                Optional.of(Types.word(
                        Map.of("key", new DedupeConfig.By.Key(), "content", new DedupeConfig.By.Content()), expected)),
                Optional.of(Types.list(Types.FIELD, "a list of fields").map(DedupeConfig.By.Fields::new)),
                Optional.empty());
        Key<DedupeConfig.By> byKey = Key.required("by", by, "key, content or a list of fields.");
        Key<Duration> within = Key.defaulting(
                "within", Types.DURATION, "How far apart in event time two records may be to count as same.", "24h");
        Section section = Section.of("dedupe", "What makes two records the same.", byKey, within);
        Type<DedupeConfig> shorthand =
                by.map(value -> new DedupeConfig(value, within.fallback().orElseThrow()));
        return new OneOfType<>(
                "key, content, a list of fields, or { by: …, within: 24h }",
                Optional.of(shorthand),
                Optional.of(shorthand),
                Optional.of(
                        new SectionOf<>(section, values -> new DedupeConfig(values.get(byKey), values.get(within)))));
    }

    private static Type<PrivacyRule> privacyRule() {
        String mask = "{ mask: partial } or { mask: full }";
        String expected = "tokenize, encrypt, encrypt_email, hash, redact, drop, { mask: partial }, { mask: full }, "
                + RulePairType.EXPECTED;
        return new OneOfType<>(
                expected,
                Optional.of(Types.word(PRIVACY_WORDS, expected)),
                Optional.of(new RulePairType(Types.word(PRIVACY_WORDS, RulePairType.EXPECTED))),
                Optional.of(new SingleEntryType<>(
                        mask,
                        Map.of("mask", Types.word(PrivacyRule.Extent.class).map(PrivacyRule.Mask::new)))));
    }

    private static Type<IngestConfig> ingest() {
        Map<String, Type<? extends IngestConfig>> timed = new LinkedHashMap<>();
        timed.put("every", Types.DURATION.map(IngestConfig.Every::new));
        timed.put("daily", Types.TIME_OF_DAY.map(IngestConfig.Daily::new));
        String expected = "continuous, on_arrival, { every: 15m } or { daily: \"02:00\" }";
        Map<String, IngestConfig> words =
                Map.of("continuous", new IngestConfig.Continuous(), "on_arrival", new IngestConfig.OnArrival());
        return new OneOfType<>(
                expected,
                Optional.of(Types.word(words, expected)),
                Optional.empty(),
                Optional.of(new SingleEntryType<>("{ every: 15m } or { daily: \"02:00\" }", timed)));
    }

    static TableConfig table(String name, Values values) {
        String topic = values.get(TOPIC);
        return new TableConfig(
                name,
                new SourceConfig(
                        topic,
                        values.find(SUBJECT).orElse(topic + "-value"),
                        values.find(EVENT_TIME),
                        values.get(TOMBSTONES),
                        values.find(KEY_FIELD)),
                values.find(DEDUPE),
                new PrivacyConfig(values.get(PRIVACY)),
                QualityKeys.quality(values.get(QUALITY)),
                new TableLandingConfig(values.find(ROLL_EVERY), values.get(GENERATION)),
                new TableBronzeConfig(
                        values.get(CLUSTER_BY),
                        values.find(RETENTION),
                        values.get(FIELD_RETENTION),
                        values.get(COMPLIANCE),
                        values.get(INGEST),
                        new BatchConfig(values.get(BATCH_FILES), values.find(BATCH_BYTES))));
    }
}
