package io.landfall.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.yaml.ConfigLoader;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Nothing that may hold a reference is forgotten where references are resolved. */
class ReferencePlaceTest {
    @TempDir
    Path folder;

    /** Everything that a file can have a text for, each with a reference of its own. */
    private LandfallConfig config() throws IOException {
        return ConfigLoader.load(
                Files.writeString(
                        folder.resolve("landfall.yaml"),
                        """
                        application: inventory
                        source_system: PG
                        kafka: { bootstrap_servers: "${env:A}", properties: { sasl.jaas.config: "${env:B}" } }
                        schema_registry: { url: "${env:C}", username: "${env:D}", password: "${env:E}" }
                        keys: { current: k1, ring: { k1: "${env:F}", k2: "${env:G}" } }
                        landing:
                          root: ${env:H}
                          s3: { endpoint: "${env:I}", access_key: "${env:J}", secret_key: "${env:K}", kms_key: "${env:L}" }
                        processing: { properties: { replication.factor: "${env:M}" } }
                        bronze: { checkpoints: "${env:N}" }
                        tables: { bz_orders: { topic: orders } }
                        """),
                Optional.empty());
    }

    /** The components of records that hold texts, by record and name, from a type on. */
    private static void collectTypes(Type type, Set<String> components) {
        if (type instanceof ParameterizedType generic) {
            for (Type argument : generic.getActualTypeArguments()) {
                collectTypes(argument, components);
            }
        } else if (type instanceof Class<?> record && record.isRecord()) {
            for (RecordComponent component : record.getRecordComponents()) {
                if (component.getGenericType().getTypeName().contains(Template.class.getName())) {
                    components.add(record.getSimpleName() + "." + component.getName());
                } else {
                    collectTypes(component.getGenericType(), components);
                }
            }
        } else if (type instanceof Class<?> one && one.isSealed()) {
            for (Class<?> variant : one.getPermittedSubclasses()) {
                collectTypes(variant, components);
            }
        }
    }

    /** The texts of a record, by the component that holds them. */
    private static void collect(String component, Object value, Map<String, List<Template>> texts)
            throws ReflectiveOperationException {
        if (value instanceof Template text) {
            texts.computeIfAbsent(component, any -> new ArrayList<>()).add(text);
        } else if (value instanceof Optional<?> optional) {
            if (optional.isPresent()) {
                collect(component, optional.get(), texts);
            }
        } else if (value instanceof Map<?, ?> map) {
            for (Object entry : map.values()) {
                collect(component, entry, texts);
            }
        } else if (value instanceof Iterable<?> list) {
            for (Object entry : list) {
                collect(component, entry, texts);
            }
        } else if (value instanceof Record) {
            Class<?> record = value.getClass();
            for (RecordComponent each : record.getRecordComponents()) {
                collect(
                        record.getSimpleName() + "." + each.getName(),
                        each.getAccessor().invoke(value),
                        texts);
            }
        }
    }

    private static Map<String, List<Template>> collected(LandfallConfig config) throws ReflectiveOperationException {
        Map<String, List<Template>> texts = new TreeMap<>();
        collect("", config, texts);
        return texts;
    }

    private static List<Template> places(LandfallConfig config) {
        return Arrays.stream(ReferencePlace.values())
                .flatMap(place -> place.in(config).stream())
                .map(ConfiguredText::text)
                .toList();
    }

    @Test
    void shouldHaveATextForEachComponentThatHoldsTexts() throws Exception {
        Set<String> components = new TreeSet<>();
        collectTypes(LandfallConfig.class, components);

        assertThat(components).hasSize(13).contains("S3Config.kmsKey", "KeysConfig.ring");
        assertThat(collected(config()).keySet())
                .as("a file with a text for each of them")
                .containsExactlyElementsOf(components);
    }

    @Test
    void shouldListEveryComponentThatHoldsTexts() throws Exception {
        LandfallConfig config = config();

        collected(config).forEach((component, texts) -> assertThat(places(config))
                .as("%s: a line in ReferencePlace", component)
                .containsAll(texts));
        assertThat(places(config)).hasSize(14).doesNotHaveDuplicates();
    }

    @Test
    void shouldSayWhereEachTextIsConfigured() throws Exception {
        LandfallConfig config = config();

        assertThat(ReferencePlace.ofService(config))
                .extracting(text -> text.keyPath() + " " + text.text())
                .containsExactly(
                        "kafka.bootstrap_servers ${env:A}",
                        "kafka.properties.sasl.jaas.config ${env:B}",
                        "schema_registry.url ${env:C}",
                        "schema_registry.username ${env:D}",
                        "schema_registry.password ${env:E}",
                        "processing.properties.replication.factor ${env:M}",
                        "landing.root ${env:H}",
                        "landing.s3.endpoint ${env:I}",
                        "landing.s3.access_key ${env:J}",
                        "landing.s3.secret_key ${env:K}",
                        "landing.s3.kms_key ${env:L}",
                        "keys.ring.k1 ${env:F}",
                        "keys.ring.k2 ${env:G}");
    }

    @Test
    void shouldLeaveTheBronzeJobsTextsToIt() throws Exception {
        LandfallConfig config = config();

        assertThat(ReferencePlace.ofService(config))
                .hasSize(places(config).size() - 1)
                .noneMatch(text -> text.place() == ReferencePlace.BRONZE_CHECKPOINTS);
        assertThat(ReferencePlace.BRONZE_CHECKPOINTS.in(config))
                .extracting(text -> text.keyPath() + " " + text.text())
                .containsExactly("bronze.checkpoints ${env:N}");
    }
}
