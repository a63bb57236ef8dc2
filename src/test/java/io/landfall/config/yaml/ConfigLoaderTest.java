package io.landfall.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.landfall.config.BronzeConfig;
import io.landfall.config.DedupeConfig;
import io.landfall.config.IngestConfig;
import io.landfall.config.LandfallConfig;
import io.landfall.config.PrivacyRule;
import io.landfall.config.QualityConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.Template;
import io.landfall.config.TestConfigs;
import io.landfall.config.Yaml;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigLoaderTest {
    @TempDir
    Path folder;

    @Test
    void shouldLoadTheGuidesExampleAsWritten() {
        LandfallConfig config = Yaml.load(folder, Yaml.GUIDE, Optional.of("production"));

        assertThat(config.environment()).isEqualTo("production");
        assertThat(config.quarantineTopic()).isEqualTo("inventory.quarantine");
        assertThat(config.kafka().bootstrapServers()).isEqualTo(new Template("${env:KAFKA_BOOTSTRAP_SERVERS}"));
        assertThat(config.kafka().properties())
                .containsExactly(
                        entry("security.protocol", new Template("SASL_SSL")),
                        entry("sasl.jaas.config", new Template("${databricks:kafka/jaas}")));
        assertThat(config.landing().root()).isEqualTo(new Template("s3://acme-prod-landing/landfall"));
        assertThat(config.landing().rollAt()).isEqualTo(64L * 1024 * 1024);
        assertThat(config.bronze())
                .isEqualTo(new BronzeConfig(
                        "prod", "inventory_bronze", new Template("/Volumes/prod/inventory_bronze/checkpoints")));
        assertThat(config.tables().get("bz_orders"))
                .isEqualTo(TestConfigs.table("bz_orders", "inventory.tests.orders")
                        .eventTime("order_date")
                        .dedupe(new DedupeConfig.By.Fields(List.of("order_id", "updated_at")), Duration.ofHours(24))
                        .privacy(Map.of(
                                "customer_name", new PrivacyRule.Tokenize(),
                                "email", new PrivacyRule.EncryptEmail(),
                                "contact_number", new PrivacyRule.Mask(PrivacyRule.Extent.PARTIAL)))
                        .quality(new QualityConfig(
                                List.of("order_id", "customer_id"),
                                Map.of(),
                                Map.of("email", "email"),
                                Map.of("quantity", new QualityConfig.Range(Optional.of(0d), Optional.of(10000d))),
                                new QualityConfig.Temporal(Optional.empty(), Optional.empty(), Map.of()),
                                Map.of("total_adds_up", "amount == unit_price * quantity"),
                                40))
                        .clusterBy("customer_id", "order_date")
                        .retention(Period.ofYears(7))
                        .ingest(new IngestConfig.Every(Duration.ofMinutes(15)))
                        .build());
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "uat", "production"})
    void shouldLoadTheExampleFileForEachOfItsEnvironments(String environment) {
        LandfallConfig config = ConfigLoader.load(Yaml.EXAMPLE, Optional.of(environment));

        assertThat(config.tables().keySet()).containsExactly("bz_orders", "bz_customers", "bz_inventory");
    }

    @Test
    void shouldMergeAnEnvironmentKeyByKeyAndReplaceListsAndRules() {
        String yaml =
                """
                environments:
                  test:
                    kafka: { properties: { a.b: other } }
                    tables:
                      bz_orders: { cluster_by: [c], privacy: { email: { mask: full } }, ingest: { daily: "03:30" } }
                      bz_more: { topic: more }
                """;
        String base = Yaml.withTable(
                        """
                        cluster_by: [a, b]
                        privacy: { name: tokenize, email: { mask: partial } }
                        ingest: { every: 15m }
                        dedupe: { by: [a] }
                        """)
                .replace("localhost:9092 }", "localhost:9092, properties: { a.b: x, c.d: 5 } }");

        LandfallConfig config = Yaml.load(folder, yaml + base, Optional.of("test"));

        assertThat(config.kafka().properties())
                .containsExactly(entry("a.b", new Template("other")), entry("c.d", new Template("5")));
        TableConfig orders = config.tables().get("bz_orders");
        assertThat(orders.bronze().clusterBy()).containsExactly("c");
        assertThat(orders.privacy().rules())
                .containsExactly(
                        entry("name", new PrivacyRule.Tokenize()),
                        entry("email", new PrivacyRule.Mask(PrivacyRule.Extent.FULL)));
        assertThat(orders.bronze().ingest()).isEqualTo(new IngestConfig.Daily(LocalTime.of(3, 30)));
        assertThat(config.tables()).containsOnlyKeys("bz_orders", "bz_more");
    }

    @Test
    void shouldLeaveEnvironmentsAloneThatWereNotChosen() {
        String yaml = "environments: { test: { application: other } }\n" + Yaml.MINIMAL;

        assertThat(Yaml.load(folder, yaml).application()).isEqualTo("inventory");
        assertThat(Yaml.load(folder, yaml).environment()).isEmpty();
        assertThat(Yaml.load(folder, yaml, Optional.of("test")).application()).isEqualTo("other");
    }

    @Test
    void shouldMergeIntoADedupeThatOnlyTheEnvironmentCompletes() {
        String yaml = "environments: { test: { tables: { bz_orders: { dedupe: { by: key } } } } }\n"
                + Yaml.withTable("dedupe: { within: 2h }");

        assertThat(Yaml.load(folder, yaml, Optional.of("test"))
                        .tables()
                        .get("bz_orders")
                        .dedupe())
                .contains(new DedupeConfig(new DedupeConfig.By.Key(), Duration.ofHours(2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "key                           | Key[]                | PT24H",
                "content                       | Content[]            | PT24H",
                "[a, b.c]                      | Fields[names=[a, b.c]] | PT24H",
                "{ by: key }                   | Key[]                | PT24H",
                "{ by: content, within: 7d }   | Content[]            | PT168H",
                "{ by: [a], within: 500ms }    | Fields[names=[a]]    | PT0.5S"
            })
    void shouldReadEachWayToWriteDedupe(String written, String by, String within) {
        DedupeConfig dedupe = Yaml.table(folder, "dedupe: " + written).dedupe().orElseThrow();

        assertThat(dedupe.by()).hasToString(by);
        assertThat(dedupe.within()).hasToString(within);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "continuous         | Continuous[]",
                "on_arrival         | OnArrival[]",
                "{ every: 15m }     | Every[interval=PT15M]",
                "{ daily: '02:00' } | Daily[at=02:00]",
                "{ daily: 23:59 }   | Daily[at=23:59]"
            },
            quoteCharacter = '~')
    void shouldReadEachWayToWriteIngest(String written, String expected) {
        assertThat(Yaml.table(folder, "ingest: " + written).bronze().ingest()).hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tokenize          | Tokenize[]",
                "encrypt           | Encrypt[]",
                "encrypt_email     | EncryptEmail[]",
                "hash              | Hash[]",
                "redact            | Redact[]",
                "drop              | Drop[]",
                "{ mask: partial } | Mask[extent=PARTIAL]",
                "{ mask: full }    | Mask[extent=FULL]",
                "[tokenize, encrypt]       | TokenizeAndEncrypt[encryption=Encrypt[]]",
                "[tokenize, encrypt_email] | TokenizeAndEncrypt[encryption=EncryptEmail[]]"
            })
    void shouldReadEachPrivacyRule(String written, String expected) {
        assertThat(Yaml.table(folder, "privacy: { a.b: " + written + " }")
                        .privacy()
                        .rules()
                        .get("a.b"))
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"500ms,PT0.5S", "60s,PT1M", "15m,PT15M", "24h,PT24H", "7d,PT168H"})
    void shouldReadDurationsInEachUnit(String written, String expected) {
        assertThat(Yaml.table(folder, "dedupe: { by: key, within: " + written + " }")
                        .dedupe()
                        .orElseThrow()
                        .within())
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"90d,P90D", "2w,P14D", "18mo,P18M", "7y,P7Y"})
    void shouldReadPeriodsInEachUnit(String written, String expected) {
        assertThat(Yaml.table(folder, "retention: " + written)
                        .bronze()
                        .retention()
                        .orElseThrow())
                .hasToString(expected);
    }

    @ParameterizedTest
    @CsvSource({"100B,100", "1KB,1024", "3KiB,3072", "2MB,2097152", "5GB,5368709120", "1GiB,1073741824"})
    void shouldReadSizesInEachUnit(String written, long expected) {
        String yaml = Yaml.MINIMAL.replace("landfall }", "landfall, memory: 8GB, roll_at: " + written + " }");

        assertThat(Yaml.load(folder, yaml).landing().rollAt()).isEqualTo(expected);
    }

    @Test
    void shouldKeepScalarsOfAnyKindAsTextsWhereTextsAreExpected() {
        TableConfig table = Yaml.table(folder, "quality: { allowed: { size: [1, 2.50, true, XL] } }");

        assertThat(table.quality().allowed()).containsExactly(entry("size", List.of("1", "2.50", "true", "XL")));
    }

    @Test
    void shouldReadRangesWithOpenEnds() {
        QualityConfig quality = Yaml.table(folder, "quality: { ranges: { a: [null, 1.5], b: [-3, ~] } }")
                .quality();

        assertThat(quality.ranges())
                .containsExactly(
                        entry("a", new QualityConfig.Range(Optional.empty(), Optional.of(1.5))),
                        entry("b", new QualityConfig.Range(Optional.of(-3.0), Optional.empty())));
    }

    @Test
    void shouldLetAliasesRepeatWhatIsTheSame() {
        String yaml =
                Yaml.withTable("quality: &good { required: [id] }") + "  bz_more: { topic: more, quality: *good }\n";

        assertThat(Yaml.load(folder, yaml).tables().get("bz_more").quality().required())
                .containsExactly("id");
    }

    @Test
    void shouldLetTwoTablesReadOneTopic() {
        String yaml = Yaml.MINIMAL + "  bz_more: { topic: orders }\n";

        assertThat(Yaml.load(folder, yaml).tables()).hasSize(2);
    }

    @Test
    void shouldDropTheRootsTrailingSlash() {
        String yaml = Yaml.MINIMAL.replace("s3://bucket/landfall", "s3://bucket/landfall//");

        assertThat(Yaml.load(folder, yaml).landing().root()).isEqualTo(new Template("s3://bucket/landfall"));
    }

    @Test
    void shouldMakeASchemaNameOfAnyApplicationName() {
        String yaml = Yaml.MINIMAL.replace("application: inventory", "application: 3d-shop.eu");

        assertThat(Yaml.load(folder, yaml).bronze().schema()).isEqualTo("_3d_shop_eu");
    }

    @Test
    void shouldAllowAnyPrivacyRuleOnWhatDedupeCompares() {
        TableConfig table = Yaml.table(folder, "dedupe: [email]\nprivacy: { email: drop }");

        assertThat(table.privacy().rules()).containsKey("email");
    }

    @Test
    void shouldNotPrintLiteralSecrets() {
        String yaml = Yaml.MINIMAL
                        .replace("9092 }", "9092, properties: { ssl.key.password: hunter2, retries: 3 } }")
                        .replace("8081 }", "8081, username: u, password: hunter2 }")
                        .replace("landfall }", "landfall, s3: { access_key: hunter2, secret_key: hunter2 } }")
                + "keys: { ring: { default: hunter2 } }\nprocessing: { properties: { consumer.sasl.jaas.config: hunter2 } }";

        assertThat(Yaml.load(folder, yaml).toString()).doesNotContain("hunter2").contains("retries=3");
    }
}
