package io.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.landfall.config.SourceConfig.Tombstones;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The promise of {@code io.landfall.config}: its records cannot be invalid. */
class InvalidConfigTest {
    private static final PrivacyRule DROP = new PrivacyRule.Drop();
    private static final PrivacyRule PAIR = new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.Encrypt());
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Period YEAR = Period.ofYears(1);
    private static final Template SECRET = new Template("hunter2");
    private static final Template BLANK = new Template(" ");
    private static final LandfallConfig VALID =
            TestConfigs.config().with(TestConfigs.table("bz_orders", "orders").build());

    private static Arguments refused(String message, ThrowingCallable making) {
        return arguments(message, making);
    }

    static Stream<Arguments> tables() {
        return Stream.of(
                refused("tables: expected a name of lower-case", () -> table("Orders")
                        .build()),
                refused("tables.bz_audit_log: is the name of a table of Landfall's own", () -> table("bz_audit_log")
                        .build()),
                refused("tables.t.cluster_by: 'a' is dropped", () -> table("t")
                        .privacy(Map.of("a", DROP))
                        .clusterBy("a")
                        .build()),
                refused("tables.t.cluster_by: 'a_encrypted' is ciphertext", () -> table("t")
                        .privacy(Map.of("a", PAIR))
                        .clusterBy("a_encrypted")
                        .build()),
                refused("tables.t.key_field: 'k' is dropped", () -> table("t")
                        .tombstones(Tombstones.LAND)
                        .keyField(Optional.of("k"))
                        .privacy(Map.of("k", DROP))
                        .build()),
                refused("tables.t.field_retention.a: 'a' is dropped", () -> table("t")
                        .privacy(Map.of("a", DROP))
                        .fieldRetention(Map.of("a", YEAR))
                        .build()),
                refused("tables.t.field_retention.At: holds event_time", () -> table("t")
                        .eventTime("at.time")
                        .fieldRetention(Map.of("At", YEAR))
                        .build()),
                refused("tables.t.field_retention.k: holds key_field", () -> table("t")
                        .tombstones(Tombstones.LAND)
                        .keyField(Optional.of("k"))
                        .fieldRetention(Map.of("k", YEAR))
                        .build()),
                refused("tables.t.quality.temporal.max_future: checks nothing without event_time", () -> table("t")
                        .quality(quality(temporal(Optional.of(HOUR), Optional.empty())))
                        .build()),
                refused("tables.t.quality.temporal.max_age: checks nothing without event_time", () -> table("t")
                        .quality(quality(temporal(Optional.empty(), Optional.of(HOUR))))
                        .build()));
    }

    static Stream<Arguments> source() {
        return Stream.of(
                refused("topic: expected", () -> source("", "s", Tombstones.SKIP, "")),
                refused("topic: expected", () -> source(" ", "s", Tombstones.SKIP, "")),
                refused("topic: expected", () -> source("a/b", "s", Tombstones.SKIP, "")),
                refused("topic: expected", () -> source("_hidden", "s", Tombstones.SKIP, "")),
                refused("topic: expected", () -> source("a".repeat(250), "s", Tombstones.SKIP, "")),
                refused("subject: expected a text", () -> source("t", " ", Tombstones.SKIP, "")),
                refused(
                        "key_field: is of no use where tombstones are skipped",
                        () -> source("t", "s", Tombstones.SKIP, "k")),
                refused("key_field: expected a field's name", () -> source("t", "s", Tombstones.LAND, "k.")),
                refused(
                        "event_time: expected a field's name",
                        () -> new SourceConfig("t", "s", Optional.of("a b"), Tombstones.SKIP, Optional.empty())));
    }

    static Stream<Arguments> dedupe() {
        return Stream.of(
                refused("dedupe.within: expected", () -> new DedupeConfig(new DedupeConfig.By.Key(), Duration.ZERO)),
                refused("dedupe.within: expected", () -> new DedupeConfig(new DedupeConfig.By.Key(), HOUR.negated())),
                refused(
                        "dedupe.within: expected",
                        () -> new DedupeConfig(new DedupeConfig.By.Key(), Duration.ofNanos(1))),
                refused("dedupe.by: expected at least one field", () -> new DedupeConfig.By.Fields(List.of())),
                refused("dedupe.by: expected a field's name", () -> new DedupeConfig.By.Fields(List.of("a", "1b"))),
                refused("dedupe.by: expected each once", () -> new DedupeConfig.By.Fields(List.of("a", "a"))));
    }

    static Stream<Arguments> privacy() {
        return Stream.of(
                refused("privacy: expected a field's name", () -> new PrivacyConfig(Map.of("a..b", DROP))),
                refused("privacy.a.b: is inside a", () -> new PrivacyConfig(Map.of("a", DROP, "a.b", DROP))),
                refused(
                        "privacy.A_Encrypted: is where the ciphertext of a goes",
                        () -> new PrivacyConfig(Map.of("a", PAIR, "A_Encrypted", DROP))));
    }

    static Stream<Arguments> quality() {
        return Stream.of(
                refused(
                        "quality.required: expected a field's name",
                        () -> quality(List.of("-"), Map.of(), Map.of(), Map.of(), Map.of(), 0)),
                refused(
                        "quality.required: expected each once",
                        () -> quality(List.of("a", "a"), Map.of(), Map.of(), Map.of(), Map.of(), 0)),
                refused(
                        "quality.allowed: expected a field's name",
                        () -> quality(List.of(), Map.of("-", List.of("x")), Map.of(), Map.of(), Map.of(), 0)),
                refused(
                        "quality.allowed.a: expected at least one value",
                        () -> quality(List.of(), Map.of("a", List.of()), Map.of(), Map.of(), Map.of(), 0)),
                refused(
                        "quality.allowed.a: expected each once",
                        () -> quality(List.of(), Map.of("a", List.of("x", "x")), Map.of(), Map.of(), Map.of(), 0)),
                refused(
                        "quality.patterns: expected a field's name",
                        () -> quality(List.of(), Map.of(), Map.of("-", "email"), Map.of(), Map.of(), 0)),
                refused(
                        "quality.patterns.a: expected a regular expression",
                        () -> quality(List.of(), Map.of(), Map.of("a", "("), Map.of(), Map.of(), 0)),
                refused(
                        "quality.patterns.a: expected a regular expression",
                        () -> quality(List.of(), Map.of(), Map.of("a", "(?=b)"), Map.of(), Map.of(), 0)),
                refused(
                        "quality.patterns.a: expected a regular expression",
                        () -> quality(List.of(), Map.of(), Map.of("a", ""), Map.of(), Map.of(), 0)),
                refused(
                        "quality.ranges: expected a field's name",
                        () -> quality(List.of(), Map.of(), Map.of(), Map.of("-", range(0d, 1d)), Map.of(), 0)),
                refused("quality.ranges: the smallest value is greater", () -> range(2d, 1d)),
                refused("quality.ranges: both ends are open", () -> range(null, null)),
                refused("quality.ranges: expected", () -> range(Double.NaN, null)),
                refused("quality.ranges: expected", () -> range(null, Double.POSITIVE_INFINITY)),
                refused(
                        "quality.rules: expected letters",
                        () -> quality(List.of(), Map.of(), Map.of(), Map.of(), Map.of("a-b", "c > 0"), 0)),
                refused(
                        "quality.rules.r: at character 4",
                        () -> quality(List.of(), Map.of(), Map.of(), Map.of(), Map.of("r", "a >"), 0)),
                refused(
                        "quality.rules.r: a reference is not possible here",
                        () -> quality(List.of(), Map.of(), Map.of(), Map.of(), Map.of("r", "a > ${env:B}"), 0)),
                refused(
                        "quality.quarantine_below: expected a whole number from 0 to 100",
                        () -> quality(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), -1)),
                refused(
                        "quality.quarantine_below: expected a whole number from 0 to 100",
                        () -> quality(List.of(), Map.of(), Map.of(), Map.of(), Map.of(), 101)),
                refused(
                        "quality.temporal.max_future: expected",
                        () -> temporal(Optional.of(Duration.ZERO), Optional.empty())),
                refused(
                        "quality.temporal.max_age: expected",
                        () -> temporal(Optional.empty(), Optional.of(HOUR.negated()))),
                refused(
                        "quality.temporal.order.a: compares a field with itself",
                        () -> new QualityConfig.Temporal(Optional.empty(), Optional.empty(), Map.of("a", "a"))),
                refused(
                        "quality.temporal.order: expected a field's name",
                        () -> new QualityConfig.Temporal(Optional.empty(), Optional.empty(), Map.of("a b", "a"))),
                refused(
                        "quality.temporal.order.a: expected a field's name",
                        () -> new QualityConfig.Temporal(Optional.empty(), Optional.empty(), Map.of("a", ""))));
    }

    static Stream<Arguments> landingOfATable() {
        return Stream.of(
                refused(
                        "roll_every: expected a duration above 0",
                        () -> new TableLandingConfig(Optional.of(Duration.ZERO), 1)),
                refused(
                        "roll_every: expected a duration of at most 10m",
                        () -> new TableLandingConfig(Optional.of(Duration.ofMinutes(11)), 1)),
                refused(
                        "generation: expected a whole number from 1 to 9999",
                        () -> new TableLandingConfig(Optional.empty(), 0)),
                refused(
                        "generation: expected a whole number from 1 to 9999",
                        () -> new TableLandingConfig(Optional.empty(), 10_000)));
    }

    static Stream<Arguments> bronzeOfATable() {
        return Stream.of(
                refused(
                        "cluster_by: expected at most 4 columns",
                        () -> bronze(List.of("a", "b", "c", "d", "e"), YEAR, Map.of(), List.of())),
                refused("cluster_by: expected each once", () -> bronze(List.of("a", "a"), YEAR, Map.of(), List.of())),
                refused(
                        "cluster_by: expected a field's name",
                        () -> bronze(List.of("month(a)"), YEAR, Map.of(), List.of())),
                refused(
                        "retention: expected a period above 0",
                        () -> bronze(List.of(), Period.ZERO, Map.of(), List.of())),
                refused(
                        "retention: expected a period above 0",
                        () -> bronze(List.of(), YEAR.negated(), Map.of(), List.of())),
                refused(
                        "retention: expected a period above 0, in one of",
                        () -> bronze(List.of(), Period.of(1, 6, 0), Map.of(), List.of())),
                refused(
                        "field_retention: expected a field's name",
                        () -> bronze(List.of(), YEAR, Map.of("-", YEAR), List.of())),
                refused(
                        "field_retention.a: expected a period above 0",
                        () -> bronze(List.of(), YEAR, Map.of("a", Period.ZERO), List.of())),
                refused(
                        "field_retention.a: is longer than the rows stay; expected a shorter period than retention: 1y",
                        () -> bronze(List.of(), YEAR, Map.of("a", Period.ofDays(400)), List.of())),
                refused(
                        "compliance: expected a name, such as GDPR",
                        () -> bronze(List.of(), YEAR, Map.of(), List.of("'"))),
                refused(
                        "compliance: expected each once",
                        () -> bronze(List.of(), YEAR, Map.of(), List.of("GDPR", "GDPR"))),
                refused("ingest.every: expected a duration above 0", () -> new IngestConfig.Every(Duration.ZERO)),
                refused(
                        "ingest.daily: expected hours and minutes",
                        () -> new IngestConfig.Daily(LocalTime.of(2, 0, 1))),
                refused(
                        "batch_files: expected a whole number from 1 to 1000",
                        () -> new BatchConfig(0, Optional.empty())),
                refused(
                        "batch_files: expected a whole number from 1 to 1000",
                        () -> new BatchConfig(1_001, Optional.empty())),
                refused("batch_bytes: expected a size above 0", () -> new BatchConfig(1, Optional.of(0L))));
    }

    static Stream<Arguments> connections() {
        return Stream.of(
                refused("kafka.bootstrap_servers: expected host:port", () -> new KafkaConfig(BLANK, Map.of())),
                refused(
                        "kafka.properties: expected a Kafka property",
                        () -> new KafkaConfig(SECRET, Map.of("a b", SECRET))),
                refused(
                        "kafka.properties.group.id cannot be set",
                        () -> new KafkaConfig(SECRET, Map.of("group.id", SECRET))),
                refused(
                        "schema_registry.url: expected http://",
                        () -> new SchemaRegistryConfig(BLANK, Optional.empty(), Optional.empty())),
                refused(
                        "schema_registry.url: is not a URL",
                        () -> new SchemaRegistryConfig(SECRET, Optional.empty(), Optional.empty())),
                refused(
                        "schema_registry.username: is of no use without password",
                        () -> registry(Optional.of(SECRET), Optional.empty())),
                refused(
                        "schema_registry.password: is of no use without username",
                        () -> registry(Optional.empty(), Optional.of(SECRET))),
                refused(
                        "schema_registry.password: expected a reference",
                        () -> registry(Optional.of(SECRET), Optional.of(BLANK))),
                refused(
                        "keys.current: 'b' is not in the ring; expected one of keys.ring: a",
                        () -> new KeysConfig("b", Map.of("a", SECRET))),
                refused("keys.current: 'a' is not in the ring", () -> new KeysConfig("a", Map.of())),
                refused("keys.ring: expected letters", () -> new KeysConfig("a_b", Map.of("a_b", SECRET))),
                refused("keys.ring.a: expected a reference", () -> new KeysConfig("a", Map.of("a", BLANK))));
    }

    static Stream<Arguments> process() {
        return Stream.of(
                refused(
                        "processing.threads: expected a whole number from 1 to 1024",
                        () -> processing(0, "/s", Map.of())),
                refused(
                        "processing.threads: expected a whole number from 1 to 1024",
                        () -> processing(1_025, "/s", Map.of())),
                refused("processing.state_dir: expected a text", () -> processing(1, "", Map.of())),
                refused(
                        "processing.properties.consumer.group.id cannot be set",
                        () -> processing(1, "/s", Map.of("consumer.group.id", SECRET))),
                refused("service.host: expected a text", () -> service(" ", 0, "c")),
                refused("service.port: expected a whole number from 0 to 65535", () -> service("h", -1, "c")),
                refused("service.port: expected a whole number from 0 to 65535", () -> service("h", 65_536, "c")),
                refused("service.cluster_id: expected a text", () -> service("h", 0, "")));
    }

    static Stream<Arguments> landing() {
        return Stream.of(
                refused("landing.root: is not a landing area", () -> landing("hunter2", HOUR, 1, 1, HOUR)),
                refused("landing.root: has a '='", () -> landing("s3://b/env=prod", HOUR, 1, 1, HOUR)),
                refused(
                        "landing.roll_every: expected a duration above 0",
                        () -> landing("s3://b", Duration.ZERO, 1, 1, HOUR)),
                refused(
                        "landing.roll_every: expected a duration of at most 10m",
                        () -> landing("s3://b", HOUR, 1, 1, HOUR)),
                refused(
                        "landing.roll_at: expected a size above 0",
                        () -> landing("s3://b", Duration.ofMillis(1), 0, 1, HOUR)),
                refused(
                        "landing.memory: expected a size above 0",
                        () -> landing("s3://b", Duration.ofMillis(1), 1, 0, HOUR)),
                refused(
                        "landing.roll_at: a segment may become larger than the memory",
                        () -> landing("s3://b", Duration.ofMillis(1), 2, 1, HOUR)),
                refused(
                        "landing.timeout: expected a duration of at most 5m",
                        () -> landing("s3://b", Duration.ofMillis(1), 1, 1, HOUR)),
                refused(
                        "landing.timeout: expected a duration above 0",
                        () -> landing("s3://b", Duration.ofMillis(1), 1, 1, Duration.ZERO)),
                refused(
                        "landing.s3.endpoint: expected http://",
                        () -> s3(BLANK, "r", Optional.empty(), Optional.empty())),
                refused(
                        "landing.s3.region: expected a region",
                        () -> s3(SECRET, "Europe", Optional.empty(), Optional.empty())),
                refused(
                        "landing.s3.access_key: is of no use without secret_key",
                        () -> s3(SECRET, "r", Optional.of(SECRET), Optional.empty())),
                refused(
                        "landing.s3.secret_key: is of no use without access_key",
                        () -> s3(SECRET, "r", Optional.empty(), Optional.of(SECRET))),
                refused(
                        "landing.s3.access_key: expected a reference",
                        () -> s3(SECRET, "r", Optional.of(BLANK), Optional.of(SECRET))));
    }

    static Stream<Arguments> wholeFile() {
        return Stream.of(
                refused("bronze.catalog: expected a name without dots", () -> new BronzeConfig("a.b", "s", SECRET)),
                refused("bronze.schema: expected a name without dots", () -> new BronzeConfig("a", "", SECRET)),
                refused("bronze.checkpoints: expected a folder", () -> new BronzeConfig("a", "s", BLANK)),
                refused("bronze.checkpoints: is inside the landing area", () -> TestConfigs.config()
                        .root("s3://b/l/")
                        .bronze("a", "s", "s3://b/l/c")
                        .with(table("t").build())),
                refused("tables: expected at least one table", () -> TestConfigs.config()
                        .with()),
                refused("tables.t.topic: is the application's own quarantine topic", () -> TestConfigs.config()
                        .with(TestConfigs.table("t", "inventory.quarantine").build())),
                refused("tables.other: expected the table's own name", () -> file("a", "", "PG", "other")),
                refused("application: expected a name of letters", () -> file(".a", "", "PG", "bz_orders")),
                refused("environments: expected letters", () -> file("a", "u a t", "PG", "bz_orders")),
                refused("source_system: expected a text", () -> file("a", "", " ", "bz_orders")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({
        "tables",
        "source",
        "dedupe",
        "privacy",
        "quality",
        "landingOfATable",
        "bronzeOfATable",
        "connections",
        "process",
        "landing",
        "wholeFile"
    })
    void shouldNotComeAbout(String message, ThrowingCallable making) {
        assertThatThrownBy(making)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message)
                .satisfies(refusal -> assertThat(refusal.getMessage()).doesNotContain("hunter2"));
    }

    @Test
    void shouldNotBecomeInvalidLater() {
        List<String> columns = new ArrayList<>(List.of("a"));
        Map<String, PrivacyRule> rules = new LinkedHashMap<>(Map.of("a", DROP));
        TableBronzeConfig bronze = bronze(columns, YEAR, Map.of(), List.of());
        PrivacyConfig privacy = new PrivacyConfig(rules);

        columns.add("a");
        rules.put("a.b", DROP);

        assertThat(bronze.clusterBy()).containsExactly("a");
        assertThat(privacy.rules()).containsOnlyKeys("a");
        assertThatThrownBy(() -> privacy.rules().put("b", DROP)).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void shouldKeepTheFilesOrder() {
        Map<String, PrivacyRule> rules = new LinkedHashMap<>();
        List<String> fields = List.of("z", "y", "x", "a", "b", "c");
        fields.forEach(field -> rules.put(field, DROP));

        assertThat(new PrivacyConfig(rules).rules().keySet()).containsExactlyElementsOf(fields);
    }

    @Test
    void shouldKeepALandingAreasRootWithoutASlashAtItsEnd() {
        assertThat(landing("s3://b/l//", Duration.ofMillis(1), 1, 1, Duration.ofMillis(1))
                        .root())
                .isEqualTo(new Template("s3://b/l"));
    }

    private static TestConfigs.Table table(String name) {
        return TestConfigs.table(name, "orders");
    }

    private static SourceConfig source(String topic, String subject, Tombstones tombstones, String keyField) {
        Optional<String> key = Optional.of(keyField).filter(field -> !field.isEmpty());
        return new SourceConfig(topic, subject, Optional.empty(), tombstones, key);
    }

    private static QualityConfig.Temporal temporal(Optional<Duration> maxFuture, Optional<Duration> maxAge) {
        return new QualityConfig.Temporal(maxFuture, maxAge, Map.of());
    }

    private static QualityConfig.Range range(Double min, Double max) {
        return new QualityConfig.Range(Optional.ofNullable(min), Optional.ofNullable(max));
    }

    private static QualityConfig quality(QualityConfig.Temporal temporal) {
        return new QualityConfig(List.of(), Map.of(), Map.of(), Map.of(), temporal, Map.of(), 0);
    }

    private static QualityConfig quality(
            List<String> required,
            Map<String, List<String>> allowed,
            Map<String, String> patterns,
            Map<String, QualityConfig.Range> ranges,
            Map<String, String> rules,
            int quarantineBelow) {
        QualityConfig.Temporal temporal = temporal(Optional.empty(), Optional.empty());
        return new QualityConfig(required, allowed, patterns, ranges, temporal, rules, quarantineBelow);
    }

    private static TableBronzeConfig bronze(
            List<String> clusterBy, Period retention, Map<String, Period> fields, List<String> compliance) {
        return new TableBronzeConfig(
                clusterBy,
                Optional.of(retention),
                fields,
                compliance,
                new IngestConfig.Continuous(),
                new BatchConfig(1, Optional.empty()));
    }

    private static SchemaRegistryConfig registry(Optional<Template> username, Optional<Template> password) {
        return new SchemaRegistryConfig(new Template("http://registry"), username, password);
    }

    private static ProcessingConfig processing(int threads, String stateDir, Map<String, Template> properties) {
        return new ProcessingConfig(
                ProcessingConfig.Guarantee.EXACTLY_ONCE_V2,
                threads,
                stateDir,
                ProcessingConfig.StoreKind.DISK,
                properties);
    }

    private static ServiceConfig service(String host, int port, String clusterId) {
        return new ServiceConfig(host, port, clusterId, ServiceConfig.LogFormat.TEXT);
    }

    private static LandingConfig landing(String root, Duration rollEvery, long rollAt, long memory, Duration timeout) {
        return new LandingConfig(
                new Template(root),
                rollEvery,
                rollAt,
                memory,
                timeout,
                LandingConfig.Compression.ZSTD,
                s3(SECRET, "r", Optional.empty(), Optional.empty()));
    }

    private static LandingConfig.S3Config s3(
            Template endpoint, String region, Optional<Template> accessKey, Optional<Template> secretKey) {
        return new LandingConfig.S3Config(
                Optional.of(endpoint), Optional.of(region), false, accessKey, secretKey, Optional.empty());
    }

    private static LandfallConfig file(String application, String environment, String sourceSystem, String table) {
        return new LandfallConfig(
                application,
                environment,
                sourceSystem,
                VALID.kafka(),
                VALID.schemaRegistry(),
                VALID.processing(),
                VALID.landing(),
                VALID.keys(),
                VALID.service(),
                VALID.bronze(),
                Map.of(table, VALID.tables().get("bz_orders")));
    }
}
