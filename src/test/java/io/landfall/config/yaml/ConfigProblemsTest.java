package io.landfall.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.ConfigException;
import io.landfall.config.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {
    @TempDir
    Path folder;

    @Test
    void shouldReportEveryProblemAtOnceInTheFilesOrder() {
        String yaml =
                """
                aplication: inventory
                kafka:
                  properties:
                    group.id: mine
                landing: { root: s3://b/l, roll_every: 60 }
                tables:
                  bz_orders:
                    topic: orders
                    dedupe:
                      by: key
                      withn: 24h
                  BzMore:
                    topic: "a b"
                """;

        assertThat(Yaml.problems(folder, yaml))
                .containsExactly(
                        "1:1  aplication  unknown key; did you mean 'application'? expected application, bronze, "
                                + "environments, kafka, keys, landing, processing, schema_registry, service, "
                                + "source_system, tables",
                        "1:1  application  is missing; expected a name of letters, digits, dots, _ and -, at most 200",
                        "1:1  source_system  is missing; expected a text",
                        "1:1  schema_registry.url  is missing; expected the registry's base URL",
                        "2:1  kafka.bootstrap_servers  is missing; expected host:port, several with commas",
                        "4:5  kafka.properties.group.id  cannot be set: the consumer group is the application's",
                        "5:40  landing.roll_every  '60' is a number, not a commit interval; expected a duration of at most "
                                + "10m, such as 60s",
                        "11:7  tables.bz_orders.dedupe.withn  unknown key; did you mean 'within'? expected by, within",
                        "12:3  tables.BzMore  'BzMore' is not a table's name; expected a name of lower-case letters, "
                                + "digits and _, beginning with a letter",
                        "13:12  tables.BzMore.topic  'a b' is not a topic; expected a topic's name: letters, digits, "
                                + "dots, _ and -, at most 249, beginning with none of dot and _");
    }

    @Test
    void shouldProposeOneClusteringForAFormerLayout() {
        String former =
                """
                cluster_by: [region]
                partition_by: [year(order_date), region]
                zorder_by: [customer_id, product_id, order_id]
                """;
        assertThat(Yaml.problems(folder, Yaml.withTable(former)))
                .hasSize(2)
                .allSatisfy(problem -> assertThat(problem)
                        .endsWith("expected cluster_by: [region, customer_id, product_id, order_id]"))
                .satisfiesExactly(
                        problem -> assertThat(problem).startsWith("10:5  tables.bz_orders.partition_by  retired key"),
                        problem -> assertThat(problem).startsWith("11:5  tables.bz_orders.zorder_by  retired key"));
    }

    @Test
    void shouldSayWhatAKeyIsCalledNow() {
        String former = Yaml.MINIMAL.replace("s3://bucket/landfall }", "s3://bucket/landfall, patience: 5m }");

        assertThat(Yaml.problems(folder, former))
                .containsExactly("5:40  landing.patience  retired key: it is called timeout now; expected timeout: 5m");
    }

    /** What is appended to a minimal table, the problem's line (the table's first line after its topic is 9) and path. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "topics: x                              | 9:5  tables.bz_orders.topics  unknown key; did you mean 'topic'?",
                "clusterBy: [a]                         | 9:5  tables.bz_orders.clusterBy  unknown key; did you mean 'cluster_by'?",
                "event-time: a                          | 9:5  tables.bz_orders.event-time  unknown key; did you mean 'event_time'?",
                "zzzzzz: 1                              | 9:5  tables.bz_orders.zzzzzz  unknown key; expected batch_bytes, batch_files, cluster_by, compliance, dedupe",
                "partition_by: [a]                      | 9:5  tables.bz_orders.partition_by  retired key: Delta cannot both partition a table and cluster it, and clustering needs no files per value; expected cluster_by: [a]",
                "partitioned_by: [month(order_date)]    | 9:5  tables.bz_orders.partitioned_by  retired key: Delta cannot both partition a table and cluster it, and clustering needs no files per value; expected cluster_by: [order_date]",
                "partition: { by: day }                 | 9:5  tables.bz_orders.partition  retired key: Delta cannot both partition a table and cluster it, and clustering needs no files per value; expected cluster_by with up to 4 columns",
                "zorder_by: [a]                         | 9:5  tables.bz_orders.zorder_by  retired key: Delta cannot both Z-order a table and cluster it, and clustering keeps up with what is written; expected cluster_by: [a]",
                "zorder: customer_id, a.b               | 9:5  tables.bz_orders.zorder  retired key: Delta cannot both Z-order a table and cluster it, and clustering keeps up with what is written; expected cluster_by: [customer_id, a.b]",
                "topic: again                           | 9:5  tables.bz_orders.topic  is there twice (first in line 8)",
                "dedupe: { by: [a], within: 24x }       | 9:32  tables.bz_orders.dedupe.within  '24x' is not a duration",
                "dedupe: { by: [a], within: 0h }        | 9:32  tables.bz_orders.dedupe.within  '0h' is not a duration",
                "dedupe: { by: [a], within: -1h }       | 9:32  tables.bz_orders.dedupe.within  '-1h' is not a duration",
                "dedupe: { by: [a], within: 1.5h }      | 9:32  tables.bz_orders.dedupe.within  '1.5h' is not a duration",
                "dedupe: { by: [a], within: }           | 9:31  tables.bz_orders.dedupe.within  has no value",
                "dedupe: { within: 24h }                | 9:13  tables.bz_orders.dedupe.by  is missing; expected key, content or a list of fields",
                "dedupe: { by: [] }                     | 9:19  tables.bz_orders.dedupe.by  is an empty list",
                "dedupe: { by: [a, b, a] }              | 9:26  tables.bz_orders.dedupe.by[2]  'a' is in the list twice",
                "dedupe: { by: [a b] }                  | 9:20  tables.bz_orders.dedupe.by[0]  'a b' is not a field",
                "dedupe: { by: keys }                   | 9:19  tables.bz_orders.dedupe.by  'keys' is not known; did you mean 'key'?",
                "dedupe: contents                       | 9:13  tables.bz_orders.dedupe  'contents' is not known; did you mean 'content'?",
                "dedupe: 5                              | 9:13  tables.bz_orders.dedupe  '5' is a number, not known",
                "privacy: { email: tokenise }           | 9:23  tables.bz_orders.privacy.email  'tokenise' is not known; did you mean 'tokenize'?",
                "privacy: { email: mask }               | 9:23  tables.bz_orders.privacy.email  'mask' is not known; expected tokenize, encrypt, encrypt_email, hash, redact, drop, { mask: partial }, { mask: full }, [tokenize, encrypt] or [tokenize, encrypt_email]",
                "privacy: { email: { mask: some } }     | 9:31  tables.bz_orders.privacy.email.mask  'some' is not known; expected full, partial",
                "privacy: { email: { musk: full } }     | 9:25  tables.bz_orders.privacy.email.musk  unknown key; did you mean 'mask'?",
                "privacy: { email: [drop] }             | 9:23  tables.bz_orders.privacy.email  is a list of rules that are no pair: the first makes a token to join by, the second a ciphertext to get the value back from; expected [tokenize, encrypt] or [tokenize, encrypt_email]",
                "privacy: { email: [encrypt, tokenize] } | 9:23  tables.bz_orders.privacy.email  is a list of rules that are no pair: the first makes a token to join by, the second a ciphertext to get the value back from; expected [tokenize, encrypt] or [tokenize, encrypt_email]",
                "privacy: { email: [tokenize, hash] }   | 9:23  tables.bz_orders.privacy.email  is a list of rules that are no pair: the first makes a token to join by, the second a ciphertext to get the value back from; expected [tokenize, encrypt] or [tokenize, encrypt_email]",
                "privacy: { email: [tokenize, encrypt, drop] } | 9:23  tables.bz_orders.privacy.email  is a list of rules that are no pair: the first makes a token to join by, the second a ciphertext to get the value back from; expected [tokenize, encrypt] or [tokenize, encrypt_email]",
                "privacy: { email: [] }                 | 9:23  tables.bz_orders.privacy.email  is a list of rules that are no pair: the first makes a token to join by, the second a ciphertext to get the value back from; expected [tokenize, encrypt] or [tokenize, encrypt_email]",
                "privacy: { email: [tokenize, encrypted] } | 9:34  tables.bz_orders.privacy.email[1]  'encrypted' is not known; did you mean 'encrypt'? expected [tokenize, encrypt]",
                "privacy: { email: [tokenize, { mask: full }] } | 9:34  tables.bz_orders.privacy.email[1]  is a mapping; expected [tokenize, encrypt]",
                "privacy: [email]                       | 9:14  tables.bz_orders.privacy  is a list; expected a mapping of fields to rules",
                "privacy: { 'e mail': drop }            | 9:16  tables.bz_orders.privacy.e mail  'e mail' is not a field",
                "privacy: { a: drop, a.b: hash }        | 9:25  tables.bz_orders.privacy.a.b  is inside a, which has a rule itself",
                "privacy: { a: [tokenize, encrypt], A_encrypted: hash } | 9:40  tables.bz_orders.privacy.A_encrypted  is where the ciphertext of a goes; expected one rule instead of two for a, or none for this field",
                "privacy: { a.b: [tokenize, encrypt_email], a.b_encrypted.c: drop } | 9:48  tables.bz_orders.privacy.a.b_encrypted.c  is where the ciphertext of a.b goes",
                "privacy: {}                            | 9:14  tables.bz_orders.privacy  is an empty mapping",
                "ingest: hourly                         | 9:13  tables.bz_orders.ingest  'hourly' is not known; expected continuous, on_arrival, { every: 15m }",
                "ingest: { every: 15m, daily: '02:00' } | 9:13  tables.bz_orders.ingest  has 2 keys instead of one",
                "ingest: { daily: '25:00' }             | 9:22  tables.bz_orders.ingest.daily  '25:00' is not a time of day",
                "ingest: { daily: 2 }                   | 9:22  tables.bz_orders.ingest.daily  '2' is a number, not a time of day",
                "retention: 7                           | 9:16  tables.bz_orders.retention  '7' is a number, not a period",
                "retention: 7m                          | 9:16  tables.bz_orders.retention  '7m' is not a period; expected a number above 0 with a unit (d, w, mo, y), such as 7y",
                "field_retention: 5y                    | 9:22  tables.bz_orders.field_retention  is a text; expected a mapping of fields to periods",
                "field_retention: { a: 5 }              | 9:27  tables.bz_orders.field_retention.a  '5' is a number, not a period",
                "field_retention: { 'a b': 5y }         | 9:24  tables.bz_orders.field_retention.a b  'a b' is not a field",
                "generation: 0                          | 9:17  tables.bz_orders.generation  '0' is not a whole number from 1 to 9999",
                "generation: two                        | 9:17  tables.bz_orders.generation  'two' is not a whole number from 1 to 9999",
                "generation: 1.5                        | 9:17  tables.bz_orders.generation  '1.5' is a number, not a whole number",
                "tombstones: keep                       | 9:17  tables.bz_orders.tombstones  'keep' is not known; expected land, skip",
                "key_field: id                          | 9:5  tables.bz_orders.key_field  is of no use where tombstones are skipped; expected tombstones: land",
                "event_time: [a]                        | 9:17  tables.bz_orders.event_time  is a list; expected a field's name",
                "event_time: ${env:X}                   | 9:17  tables.bz_orders.event_time  a reference is not possible here",
                "event_time: true                       | 9:17  tables.bz_orders.event_time  'true' is true or false, not a field",
                "cluster_by: a                          | 9:17  tables.bz_orders.cluster_by  is a text; expected a list of one to four columns",
                "cluster_by: [a, b, c, d, e]            | 9:17  tables.bz_orders.cluster_by  has 5 items; expected a list of one to four columns",
                "quality: good                          | 9:14  tables.bz_orders.quality  is a text; expected a mapping with the keys required",
                "quality: { required: [1] }             | 9:27  tables.bz_orders.quality.required[0]  '1' is a number, not a field",
                "quality: { ranges: { q: [10, 0] } }    | 9:29  tables.bz_orders.quality.ranges.q  the smallest value is greater than the largest",
                "quality: { ranges: { q: [1] } }        | 9:29  tables.bz_orders.quality.ranges.q  has 1 items instead of two",
                "quality: { ranges: { q: [a, 2] } }     | 9:30  tables.bz_orders.quality.ranges.q[0]  'a' is not a number",
                "quality: { ranges: { q: [.inf, 2] } }  | 9:30  tables.bz_orders.quality.ranges.q[0]  '.inf' is not a number",
                "quality: { ranges: { q: [null, ~] } }  | 9:29  tables.bz_orders.quality.ranges.q  both ends are open",
                "quality: { ranges: { q: 5 } }          | 9:29  tables.bz_orders.quality.ranges.q  is a number; expected the smallest",
                "quality: { patterns: { e: '[a-' } }    | 9:31  tables.bz_orders.quality.patterns.e  '[a-' is not a pattern",
                "quality: { patterns: { e: emial } }    | 9:31  tables.bz_orders.quality.patterns.e  'emial' is not a pattern; did you mean 'email'?",
                "quality: { quarantine_below: 101 }     | 9:34  tables.bz_orders.quality.quarantine_below  '101' is not a whole number from 0 to 100",
                "quality: { temporal: { max_age: 1h } } | 9:28  tables.bz_orders.quality.temporal.max_age  checks nothing without event_time",
                "quality: { temporal: { order: { a: a } } } | 9:37  tables.bz_orders.quality.temporal.order.a  compares a field with itself",
                "quality: { rules: { r: a = b } }       | 9:28  tables.bz_orders.quality.rules.r  at character 3: '=' is not understood; expected ==",
                "quality: { rules: { r: a * b } }       | 9:28  tables.bz_orders.quality.rules.r  at character 1: 'a * b' is a number; expected a condition, such as total == price * quantity",
                "quality: { rules: { r: \"a == '${env:B}'\" } } | 9:28  tables.bz_orders.quality.rules.r  a reference is not possible here; expected a condition without ${",
                "quality: { rules: { r: true } }        | 9:28  tables.bz_orders.quality.rules.r  'true' is true or false, not a text",
                "quality: { rules: { r: [a] } }         | 9:28  tables.bz_orders.quality.rules.r  is a list; expected a text",
                "quality: { rules: { a-b: a == b } }    | 9:25  tables.bz_orders.quality.rules.a-b  'a-b' is not a rule's name; expected letters, digits and _",
                "subject: ''                            | 9:14  tables.bz_orders.subject  '' is not a text",
                "subject: !secret x                     | 9:14  tables.bz_orders.subject  has the tag '!secret'",
                "? [a]                                  | 9:7  tables.bz_orders  has a key that is not a text",
            })
    void shouldNamePlaceAndPathOfAWrongTableKey(String line, String expected) {
        assertThat(Yaml.problems(folder, Yaml.withTable(line)))
                .singleElement()
                .asString()
                .startsWith(expected);
    }

    /** What to replace in the minimal file, by what, and the problem. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "application: inventory | application: a b     | 1:14  application  'a b' is not an application's name",
                "application: inventory | application:         | 1:13  application  has no value",
                "s3://bucket/landfall   | hdfs://x/y           | 5:12  landing.root  is not a landing area; expected s3://bucket/prefix or file:///folder",
                "s3://bucket/landfall   | file://x             | 5:12  landing.root  is not a landing area",
                "s3://bucket/landfall   | s3://b/env=prod      | 5:12  landing.root  has a '='",
                "landfall }             | landfall, roll_at: 1GB }     | 5:40  landing.roll_at  a segment may become larger than the memory",
                "landfall }             | landfall, memory: 1MB }      | 5:40  landing.memory  a segment may become larger than the memory",
                "landfall }             | landfall, roll_at: 64 }      | 5:49  landing.roll_at  '64' is a number, not a size",
                "landfall }             | landfall, roll_at: 64mb }    | 5:49  landing.roll_at  '64mb' is not a size",
                "landfall }             | landfall, compression: lz4 } | 5:53  landing.compression  'lz4' is not known; expected gzip, none, snappy, zstd",
                "landfall }             | landfall, s3: { access_key: '${env:A}' } } | 5:46  landing.s3.access_key  is of no use without secret_key",
                "landfall }             | landfall, s3: { path_style: 1 } }  | 5:58  landing.s3.path_style  '1' is a number, not true or false",
                "landfall }             | landfall, s3: { kms_key: '${evn:A}' } } | 5:55  landing.s3.kms_key  refers to an unknown source of secrets; did you mean 'env'?",
                "landfall }             | landfall, s3: { kms_key: '${env}' } } | 5:55  landing.s3.kms_key  has a malformed reference",
                "landfall }             | landfall, s3: { kms_key: 'a${env:A' } } | 5:55  landing.s3.kms_key  has a malformed reference",
                "landfall }             | landfall, s3: { kms_key: '${databricks:key}' } } | 5:55  landing.s3.kms_key  has a reference to Databricks without scope and key",
                "http://localhost:8081  | localhost:8081      | 4:20  schema_registry.url  is not a URL",
                "8081 }                 | 8081, password: x } | 4:48  schema_registry.password  is of no use without username",
                "topic: orders          | topic: ..           | 8:12  tables.bz_orders.topic  '..' is not a topic",
                "topic: orders          | topic: _orders      | 8:12  tables.bz_orders.topic  '_orders' is not a topic",
                "topic: orders          | topic: 12           | 8:12  tables.bz_orders.topic  '12' is a number, not a topic",
                "topic: orders          | subject: x          | 7:3  tables.bz_orders.topic  is missing",
                "topic: orders          | topic: inventory.quarantine | 8:5  tables.bz_orders.topic  is the application's own quarantine topic",
                "bz_orders              | bz_landing_ledger   | 7:3  tables.bz_landing_ledger  is the name of a table of Landfall's own",
                "bz_orders              | bz_audit_log        | 7:3  tables.bz_audit_log  is the name of a table of Landfall's own",
                "bz_orders              | bz-orders           | 7:3  tables.bz-orders  'bz-orders' is not a table's name",
                "9092 }                 | 9092, properties: { consumer.isolation.level: x } } | 3:59  kafka.properties.consumer.isolation.level  cannot be set: Landfall reads what is committed",
                "9092 }                 | 9092, properties: { retries: [1] } } | 3:68  kafka.properties.retries  is a list; expected a value",
            })
    void shouldNamePlaceAndPathOfAWrongKey(String find, String replacement, String expected) {
        String yaml = Yaml.MINIMAL.replace(find, replacement);

        assertThat(Yaml.problems(folder, yaml)).singleElement().asString().startsWith(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "keys: { current: k2, ring: { k1: '${env:A}' } } | 9:9  keys.current  'k2' is not in the ring; expected one of keys.ring: k1",
                "keys: { current: k2 }                 | 9:9  keys.current  'k2' is not in the ring; expected one of keys.ring: default",
                "keys: { ring: { k1: '${env:A}' } }    | 9:7  keys.current  'default' is not in the ring; expected one of keys.ring: k1",
                "keys: { ring: { 'k 1': '${env:A}' }, current: 'k 1' } | 9:17  keys.ring.k 1  'k 1' is not a key's id",
                "processing: { threads: 0 }            | 9:24  processing.threads  '0' is not a whole number",
                "processing: { guarantee: exactly_once } | 9:26  processing.guarantee  'exactly_once' is not known; did you mean 'exactly_once_v2'?",
                "processing: { properties: { processing.guarantee: x } } | 9:29  processing.properties.processing.guarantee  cannot be set: set processing.guarantee",
                "processing: { properties: { group.protocol: streams } } | 9:29  processing.properties.group.protocol  cannot be set: the commit gate needs the classic protocol",
                "service: { port: 65536 }              | 9:18  service.port  '65536' is not a whole number from 0 to 65535",
                "service: { log_format: xml }          | 9:24  service.log_format  'xml' is not known; expected json, text",
                "service:                              | 9:9  service  has no value",
                "bronze: { catalog: a.b }              | 9:20  bronze.catalog  'a.b' is not a catalog's name",
                "bronze: { checkpoints: s3://bucket/landfall/c } | 9:11  bronze.checkpoints  is inside the landing area",
            })
    void shouldNamePlaceAndPathOfAWrongSection(String line, String expected) {
        assertThat(Yaml.problems(folder, Yaml.MINIMAL + line + "\n").get(0)).startsWith(expected);
    }

    @Test
    void shouldFindCheckpointsInsideALandingAreaWrittenWithASlash() {
        String yaml =
                Yaml.MINIMAL.replace("landfall }", "landfall/ }") + "bronze: { checkpoints: s3://bucket/landfall/c }";

        assertThat(Yaml.problems(folder, yaml).get(0)).startsWith("9:11  bronze.checkpoints  is inside");
    }

    @Test
    void shouldNotClusterByWhatPrivacyTakesAway() {
        assertThat(Yaml.problems(folder, Yaml.withTable("cluster_by: [a, b.c]\nprivacy: { a: redact, b: drop }")))
                .containsExactly(
                        "9:5  tables.bz_orders.cluster_by  'a' is redacted under privacy, so there is nothing to "
                                + "cluster by; expected a column",
                        "9:5  tables.bz_orders.cluster_by  'b.c' is dropped under privacy, so there is nothing to "
                                + "cluster by; expected a column");
    }

    @ParameterizedTest
    @CsvSource({
        "a, encrypt",
        "A, encrypt_email",
        "a_encrypted, '[tokenize, encrypt]'",
        "A_Encrypted, '[tokenize, encrypt_email]'"
    })
    void shouldNotClusterByCiphertext(String column, String rule) {
        String lines = "cluster_by: [a_number, " + column + "]\nprivacy: { a: " + rule + " }";

        assertThat(Yaml.problems(folder, Yaml.withTable(lines)))
                .containsExactly(
                        "9:5  tables.bz_orders.cluster_by  '" + column + "' is ciphertext under privacy, which is "
                                + "random, so there is nothing to cluster by; expected a column");
    }

    @Test
    void shouldClusterByATokenBesideItsCiphertext() {
        String lines = "cluster_by: [a]\nprivacy: { a: [tokenize, encrypt] }";

        assertThat(Yaml.table(folder, lines).bronze().clusterBy()).containsExactly("a");
    }

    @Test
    void shouldNotLoseTheKeyOfADeletion() {
        String lines = "tombstones: land\nkey_field: id\nprivacy: { id: drop }";

        assertThat(Yaml.problems(folder, Yaml.withTable(lines)))
                .containsExactly("10:5  tables.bz_orders.key_field  'id' is dropped under privacy, so a deletion would "
                        + "not say of what; expected a column");
    }

    @Test
    void shouldEraseNoFieldThatTheRowsNeedLongerOrThatIsNotThere() {
        String lines =
                """
                event_time: changed.at
                tombstones: land
                key_field: id
                privacy: { a: drop, b: redact }
                retention: 1y
                field_retention:
                  long: 13mo
                  Changed: 1mo
                  id: 1mo
                  a.x: 1mo
                  b: 1mo
                  same: 12mo
                  shorter: 364d
                  changed.by: 1mo
                """;

        assertThat(Yaml.problems(folder, Yaml.withTable(lines)))
                .containsExactly(
                        "15:7  tables.bz_orders.field_retention.long  is longer than the rows stay; expected a shorter "
                                + "period than retention: 1y",
                        "16:7  tables.bz_orders.field_retention.Changed  holds event_time, without which Kafka's timestamp "
                                + "would decide when a row expires; expected another field",
                        "17:7  tables.bz_orders.field_retention.id  holds key_field, without which a deletion would not "
                                + "say of what; expected another field",
                        "18:7  tables.bz_orders.field_retention.a.x  'a.x' is dropped under privacy, so there is nothing "
                                + "to erase; expected another field",
                        "19:7  tables.bz_orders.field_retention.b  'b' is redacted under privacy, so there is nothing to "
                                + "erase; expected another field");
    }

    @Test
    void shouldReportWhatAnOverlayGetsWrongWhereItSaysSo() {
        String yaml =
                """
                environments:
                  uat: { landing: { rot: s3://b/x } }
                  prod:
                    landing:
                      roll_every: soon
                    tables:
                      bz_orders: { cluster_by: [email], privacy: { email: drop } }
                      bz_other: { event_time: at }
                """
                        + Yaml.MINIMAL;

        assertThat(Yaml.problems(folder, yaml, Optional.of("prod")))
                .map(problem -> problem.replaceAll("[;,].*", ""))
                .containsExactly(
                        "2:21  environments.uat.landing.rot  unknown key",
                        "5:19  environments.prod.landing.roll_every  'soon' is not a commit interval",
                        "7:20  environments.prod.tables.bz_orders.cluster_by  'email' is dropped under privacy",
                        "8:17  environments.prod.tables.bz_other.topic  is missing");
    }

    @Test
    void shouldReportWrongValuesThatAnOverlayHides() {
        String yaml = "environments: { prod: { landing: { roll_every: 5s } } }\n"
                + Yaml.MINIMAL.replace("landfall }", "landfall, roll_every: soon }");

        assertThat(Yaml.problems(folder, yaml, Optional.of("prod")))
                .singleElement()
                .asString()
                .startsWith("6:52  landing.roll_every  'soon' is not a commit interval");
    }

    @Test
    void shouldRefuseEnvironmentsInsideEnvironments() {
        String yaml = "environments: { prod: { environments: { x: {} } } }\n" + Yaml.MINIMAL;

        assertThat(Yaml.problems(folder, yaml, Optional.of("prod")))
                .singleElement()
                .asString()
                .startsWith("1:25  environments.prod.environments  unknown key");
    }

    @Test
    void shouldListTheKnownEnvironmentsWhereOneIsUnknown() {
        assertThat(Yaml.problems(folder, Yaml.GUIDE, Optional.of("prodution")).get(0))
                .isEqualTo("3:1  environments  unknown environment 'prodution'; did you mean 'production'? "
                        + "expected uat, production");
        assertThat(Yaml.problems(folder, Yaml.MINIMAL, Optional.of("x")))
                .containsExactly(
                        "1:1  environments  unknown environment 'x'; expected none, for the file has no environments");
    }

    @Test
    void shouldSayWhichEnvironmentsCouldFillAGap() {
        assertThat(Yaml.problems(folder, Yaml.GUIDE))
                .containsExactly(
                        "10:10  landing.root  is missing; expected s3://bucket/prefix or file:///folder, here or "
                                + "by choosing an environment (uat, production)");
    }

    @Test
    void shouldReportSyntaxErrorsWithoutQuotingTheFile() {
        assertThat(Yaml.problems(folder, "password: hunter2\nkafka: [hunter2\ntables: {hunter2"))
                .singleElement()
                .asString()
                .startsWith("3:7  is not YAML: ")
                .doesNotContain("hunter2");
    }

    @Test
    void shouldNeverQuoteATextThatMayBeASecret() {
        String yaml =
                Yaml.MINIMAL + "keys: { ring: { default: 'hunter2${nope:x}', b: [hunter2], c: { hunter2: 1 } } }\n";

        assertThat(Yaml.problems(folder, yaml)).hasSize(3).allSatisfy(problem -> assertThat(problem)
                .doesNotContain("hunter2"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 1:1  is empty",
                "# nothing | 1:1  is empty",
                "[a] | 1:1  is not a mapping",
                "text | 1:1  is not a"
            })
    void shouldRefuseFilesThatAreNoMapping(String yaml, String expected) {
        assertThat(Yaml.problems(folder, yaml)).singleElement().asString().startsWith(expected);
    }

    @Test
    void shouldRefuseFilesThatContainThemselves() {
        assertThat(Yaml.problems(folder, Yaml.MINIMAL + "  bz_x: &x\n    topic: x\n    quality: *x\n"))
                .anySatisfy(problem -> assertThat(problem).contains("contains itself by an alias"));
    }

    @Test
    void shouldRefuseFilesThatAliasesMakeEndless() {
        StringBuilder yaml = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (int i = 1; i < 10; i++) {
            yaml.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9) + "*a" + (i - 1)));
        }

        assertThat(Yaml.problems(folder, yaml.toString()))
                .anySatisfy(problem -> assertThat(problem).contains("aliases make the file too large"));
    }

    @Test
    void shouldReportAFileThatIsNotThere() {
        assertThatThrownBy(() -> ConfigLoader.load(Path.of("nowhere.yaml"), Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessage("nowhere.yaml  no such file");
    }

    @Test
    void shouldReportAFileThatIsNotText() throws IOException {
        Path file = Files.write(folder.resolve("latin1.yaml"), new byte[] {'a', ':', ' ', (byte) 0xe4});

        assertThatThrownBy(() -> ConfigLoader.load(file, Optional.empty())).hasMessageContaining("is not UTF-8 text");
    }

    @Test
    void shouldReportAFolder() {
        assertThatThrownBy(() -> ConfigLoader.load(folder, Optional.empty()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("cannot be read");
    }
}
