package io.landfall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values behind references: checked before anything is connected to, and never printed. */
class ResolvedValuesTest {
    private static final String SENTINEL = "hunter2";

    @TempDir
    private Path folder;

    private Path file;
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        put("servers", "broker-1:9092,SASL_SSL://broker-2:9092");
        put("jaas", "org.apache.kafka.common.security.plain.PlainLoginModule required username=u password=hunter2;");
        put("records", "500");
        put("codec", "zstd");
        put("registry", "https://registry:8081/apis/ccompat/v7");
        put("root", "s3://bucket/landfall");
        put("endpoint", "http://localhost:9000");
        put("standby", "1");
        file = Files.writeString(
                folder.resolve("landfall.yaml"),
                """
                application: inventory
                source_system: PG
                kafka:
                  bootstrap_servers: ${file:DIR/servers}
                  properties:
                    sasl.jaas.config: ${file:DIR/jaas}
                    consumer.max.poll.records: ${file:DIR/records}
                    compression.type: ${file:DIR/codec}
                    interceptor.classes: not.on.this.ClassPath
                    a.property.of.a.plugin: anything
                schema_registry: { url: "${file:DIR/registry}" }
                landing: { root: "${file:DIR/root}", s3: { endpoint: "${file:DIR/endpoint}" } }
                processing: { properties: { num.standby.replicas: "${file:DIR/standby}" } }
                tables: { bz_orders: { topic: orders } }
                """
                        .replace("DIR", folder.toString()));
    }

    private void put(String name, String value) throws IOException {
        Files.writeString(folder.resolve(name), value);
    }

    private int execute(String command) {
        return Landfall.commandLine()
                .setErr(new PrintWriter(err))
                .setOut(new PrintWriter(new StringWriter()))
                .execute(command, "--config", file.toString());
    }

    @Test
    void shouldTakeWhatIsOfTheRightForm() {
        assertThat(execute("validate")).as(err.toString()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate", "run"})
    void shouldEndWithTwoAndNameTheKeyWhereAReferenceStandsForNoLandingArea(String command) throws IOException {
        put("root", "s3://key:hunter2@bucket/landfall");

        assertThat(execute(command)).isEqualTo(2);
        assertThat(err)
                .hasToString(file + "  landing.root  is not a landing area once its references are resolved; expected "
                        + "s3://bucket/prefix or file:///folder" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "servers  | broker:hunter2                 | kafka.bootstrap_servers",
                "jaas     | PlainLoginModule hunter2       | kafka.properties.sasl.jaas.config",
                "jaas     | x.Y required password=\"hunter2 | kafka.properties.sasl.jaas.config",
                "records  | hunter2                        | kafka.properties.consumer.max.poll.records",
                "codec    | hunter2                        | kafka.properties.compression.type",
                "registry | http://u:hunter2@host:8081     | schema_registry.url",
                "registry | http://u:hunter2@host 8081     | schema_registry.url",
                "registry | hunter2                        | schema_registry.url",
                "endpoint | http://host 9000/hunter2       | landing.s3.endpoint",
                "endpoint | hunter2:9000                   | landing.s3.endpoint",
                "root     | s3://bucket/hunter2 {}         | landing.root",
                "standby  | hunter2                        | processing.properties.num.standby.replicas",
            })
    void shouldNameTheKeyButNotTheValue(String name, String value, String keyPath) throws IOException {
        put(name, value);

        for (String command : List.of("validate", "run")) {
            err.getBuffer().setLength(0);
            assertThat(execute(command)).isEqualTo(2);
            assertThat(err.toString().lines().toList())
                    .singleElement()
                    .asString()
                    .startsWith(file + "  " + keyPath + "  is not ")
                    .doesNotContain(SENTINEL);
        }
    }

    @Test
    void shouldReportAllAtOnce() throws IOException {
        put("root", "nowhere");
        put("servers", "nobody");
        put("registry", "nothing");

        assertThat(execute("validate")).isEqualTo(2);
        assertThat(err.toString().lines()).hasSize(3);
    }

    @Test
    void shouldNotAskValidateForWhatIsNotThere() throws IOException {
        Files.delete(folder.resolve("root"));

        assertThat(execute("validate")).isZero();
    }

    @Test
    void shouldNotPrintWhatKafkasClientRefuses() {
        assertThat(kafka(Map.of(
                        "bootstrap.servers", "localhost:1",
                        "security.protocol", "SSL",
                        "ssl.protocol", "hunter2")))
                .startsWith("no Kafka client can be made of kafka.bootstrap_servers and kafka.properties (")
                .doesNotContain(SENTINEL);
        assertThat(kafka(Map.of("bootstrap.servers", "localhost:1", "retries", "hunter2")))
                .contains("(ConfigException)")
                .doesNotContain(SENTINEL);
    }

    @Test
    void shouldNotPrintTheServersThatDoNotAnswer() {
        assertThat(kafka(Map.of(
                        "bootstrap.servers", "localhost:1",
                        "request.timeout.ms", "200",
                        "default.api.timeout.ms", "200")))
                .startsWith("Kafka: ")
                .doesNotContain("localhost");
    }

    private String kafka(Map<String, String> properties) {
        LandfallConfig config = ConfigLoader.load(file, Optional.empty());
        List<String> problems = KafkaTopics.problems(config, properties);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }
}
