package io.landfall.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.landfall.config.Yaml;
import io.landfall.config.schema.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.schema.CoreSchema;

class ConfigSchemaTest {
    private static final Path PUBLISHED = Path.of("src/main/resources/landfall.schema.json");
    private static final Path GENERATED = Path.of("target/landfall.schema.json");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    @TempDir
    Path folder;

    @Test
    void shouldPublishTheSchemaOfTheKeysThatTheLoaderKnows() throws IOException {
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(DefaultPrettyPrinter.FixedSpaceIndenter.instance);
        printer.indentObjectsWith(new DefaultIndenter("  ", "\n"));
        String json = JSON.writer(printer).writeValueAsString(ConfigSchema.document()) + "\n";
        Files.writeString(GENERATED, json);

        assertThat(PUBLISHED).as("stale: cp %s %s", GENERATED, PUBLISHED).hasContent(json);
    }

    @Test
    void shouldKnowTheKeysOfTheLoaderAndNoOthers() throws IOException {
        JsonNode schema = JSON.readTree(Files.readString(PUBLISHED));

        assertThat(names(schema)).isEqualTo(names(RootKeys.SECTION));
        assertThat(names(schema.at("/$defs/table"))).isEqualTo(names(TableKeys.SECTION));
        assertThat(names(schema.at("/$defs/landing"))).isEqualTo(names(LandingKeys.SECTION));
        assertThat(names(schema.at("/$defs/quality"))).isEqualTo(names(QualityKeys.SECTION));
    }

    private static Set<String> names(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static Set<String> names(Section section) {
        Set<String> names = new TreeSet<>();
        section.keys().forEach(key -> names.add(key.name()));
        return names;
    }

    @Test
    void shouldAcceptWhatTheLoaderAccepts() throws IOException {
        assertThat(validate(Yaml.MINIMAL)).isEmpty();
        assertThat(validate(Yaml.GUIDE)).isEmpty();
        assertThat(validate(Files.readString(Yaml.EXAMPLE))).isEmpty();
        assertThat(validate(ConfigYaml.of(Yaml.load(folder, Yaml.MINIMAL)))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dedupe: key",
                "dedupe: [a, b.c]",
                "dedupe: { by: content, within: 7d }",
                "ingest: on_arrival",
                "ingest: { daily: 02:00 }",
                "privacy: { a: { mask: full }, b: drop }",
                "privacy: { a: [tokenize, encrypt], b: [tokenize, encrypt_email] }",
                "quality: { ranges: { a: [null, 1.5] }, allowed: { a: [1, x, true] }, patterns: { a: '[0-9]+' } }",
                "retention: 18mo",
                "field_retention: { a: 5y, b.c: 30d }",
                "generation: 9999",
                "cluster_by: [a, b, c, d]",
                "compliance: [GDPR, PCI DSS]",
            })
    void shouldAcceptEachWayToWriteATable(String line) {
        Yaml.table(folder, line);

        assertThat(validate(Yaml.withTable(line))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "topics: x",
                "partition_by: [a]",
                "subject: ''",
                "subject: 5",
                "event_time: a b",
                "event_time: [a]",
                "dedupe: keys",
                "dedupe: []",
                "dedupe: [a, a]",
                "dedupe: { within: 24h }",
                "dedupe: { by: key, within: 24 }",
                "dedupe: { by: key, within: 0h }",
                "dedupe: { by: key, withn: 24h }",
                "privacy: { a: tokenise }",
                "privacy: { a: mask }",
                "privacy: { a: { mask: some } }",
                "privacy: { a: [encrypt, tokenize] }",
                "privacy: { a: [tokenize] }",
                "privacy: { a b: drop }",
                "privacy: {}",
                "ingest: hourly",
                "ingest: { every: 15m, daily: 02:00 }",
                "ingest: { daily: '24:00' }",
                "ingest: { evry: 15m }",
                "retention: 7",
                "retention: 7m",
                "field_retention: {}",
                "field_retention: { a: 7 }",
                "field_retention: { a b: 7y }",
                "generation: 0",
                "generation: 10000",
                "generation: '1'",
                "tombstones: keep",
                "cluster_by: a",
                "compliance: GDPR",
                "compliance: ['GDPR, CCPA']",
                "cluster_by: [a, b, c, d, e]",
                "quality: { required: [1] }",
                "quality: { ranges: { a: [1] } }",
                "quality: { ranges: { a: [null, null] } }",
                "quality: { ranges: { a: [x, 1] } }",
                "quality: { allowed: { a: [] } }",
                "quality: { quarantine_below: 101 }",
                "quality:",
            })
    void shouldRefuseWhatTheLoaderRefusesInATable(String line) {
        assertThat(Yaml.problems(folder, Yaml.withTable(line))).isNotEmpty();

        assertThat(validate(Yaml.withTable(line))).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kafka: { bootstrap_servers: x, properties: { group.id: x } }",
                "kafka: { bootstrap_servers: x, properties: { main.consumer.isolation.level: x } }",
                "kafka: { bootstrap_servers: '' }",
                "kafka: {}",
                "landing: { root: s3://b, roll_at: 64 }",
                "landing: { root: s3://b, s3: { path_style: 'yes' } }",
                "landing: { compression: zstd }",
                "processing: { threads: 0 }",
                "service: { port: 65536 }",
                "bronze: { catalog: a.b }",
                "keys: { ring: {} }",
                "tables: {}",
                "tables: { BzX: { topic: x } }",
                "tables: { bz_x: { subject: x } }",
                "application: a b",
                "nothing: x",
            })
    void shouldRefuseWhatTheLoaderRefusesOutsideTables(String line) {
        String key = line.substring(0, line.indexOf(':'));
        String yaml = Yaml.MINIMAL.replaceAll("(?s)(^|\\n)" + key + ":[^\\n]*(\\n [^\\n]*)*", "$1#") + line + "\n";
        assertThat(Yaml.problems(folder, yaml)).isNotEmpty();

        assertThat(validate(yaml)).isNotEmpty();
    }

    @Test
    void shouldAskForRequiredKeysOnlyWhereNoEnvironmentCanGiveThem() {
        String yaml = Yaml.MINIMAL.replaceAll("(?m)^landing.*$", "");

        assertThat(validate(yaml)).isNotEmpty();
        assertThat(validate(yaml + "environments: { a: { landing: { root: s3://b/c } } }"))
                .isEmpty();
        assertThat(validate(yaml + "environments: { a: { landing: { rot: s3://b/c } } }"))
                .isNotEmpty();
    }

    private static Set<ValidationMessage> validate(String yaml) {
        try {
            JsonSchema schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(Files.readString(PUBLISHED));
            return schema.validate(json(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String yaml) throws JsonProcessingException {
        LoadSettings settings =
                LoadSettings.builder().setSchema(new CoreSchema()).build();
        return JSON.valueToTree((Map<?, ?>) new Load(settings).loadFromString(yaml));
    }
}
