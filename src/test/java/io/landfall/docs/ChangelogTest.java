package io.landfall.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangelogTest {
    private static final Path CHANGELOG = GeneratedDocs.FOLDER.resolve("CHANGELOG.md");
    private static final Path LIST = GeneratedDocs.FOLDER.resolve("configuration-keys.txt");
    private static final Path FRESH = Path.of("target/topology-docs/configuration-keys.txt");

    private static final ConfigurationKeys BEFORE = ConfigurationKeys.read(
            List.of("landing.memory | size | 512MB", "landing.root | text | required", "service.cluster_id | text"));

    @Test
    void shouldTellEachChangeOfTheConfiguration() throws IOException {
        ConfigurationKeys today = ConfigurationPage.keys(GeneratedDocs.SCHEMA);
        ConfigurationKeys listed = ConfigurationKeys.read(Files.exists(LIST) ? Files.readAllLines(LIST) : List.of());
        List<String> unsaid = listed.unsaid(today, Files.readString(CHANGELOG));
        Files.deleteIfExists(FRESH);

        assertThat(unsaid)
                .as(
                        "entries to add under Unreleased in %s. Then run this test again: it leaves a new %s",
                        CHANGELOG, LIST)
                .isEmpty();
        Files.createDirectories(FRESH.getParent());
        Files.writeString(FRESH, today.text());
        assertThat(LIST)
                .as("the changelog tells of all changes; the list has to follow: cp %s %s", FRESH, LIST)
                .hasContent(today.text());
    }

    @Test
    void shouldFindAllKeys() {
        assertThat(ConfigurationPage.keys(GeneratedDocs.SCHEMA).byPath())
                .containsEntry("landing.s3.path_style", new ConfigurationKeys.Key("true, false", "false"))
                .containsEntry("tables.*.topic", new ConfigurationKeys.Key("text", "required"))
                .containsEntry("tables.*.dedupe.within", new ConfigurationKeys.Key("duration", "24h"))
                .containsKey("tables.*.quality.temporal.max_age");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "a new key;            landing.wait | duration | 1m;    landing.wait",
                "a new type;           landing.root | duration | required; landing.root",
                "another default;      landing.memory | size | 1GB;     landing.memory",
                "a default less;       landing.memory | size;          landing.memory",
                "a key to be written;  landing.memory | size | required; landing.memory",
            })
    void shouldAskForAnEntryOf(String change, String line, String key) {
        ConfigurationKeys after = with(line);

        assertThat(BEFORE.unsaid(after, "## Unreleased\n\n### Changed\n\n- Other things.\n"))
                .as(change)
                .singleElement()
                .asString()
                .contains("`" + key + "`");
    }

    @Test
    void shouldAskForAnEntryOfAKeyThatIsGone() {
        assertThat(BEFORE.unsaid(ConfigurationKeys.read(List.of("landing.root | text | required")), "## Unreleased\n"))
                .hasSize(2)
                .anySatisfy(entry -> assertThat(entry).startsWith("### Removed").contains("`landing.memory`"))
                .anySatisfy(entry -> assertThat(entry).startsWith("### Removed").contains("`service.cluster_id`"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "## Unreleased\n\n### Added\n\n- `landing.memory` is there, `1GB` by default.\n",
                "## Unreleased\n\n### Changed\n\n- `landing.memory` is split by stream threads.\n",
                "## Unreleased\n\n### Changed\n\n- `landing.memory` is split.\n- Something else is `1GB`.\n",
                "## Unreleased\n\n### Changed\n\n## 0.1.0\n\n### Changed\n\n- `landing.memory` is `1GB`.\n",
                "### Changed\n\n- `landing.memory` is `1GB`.\n",
            })
    void shouldNotTakeAnotherEntryForOneOfThisChange(String changelog) {
        assertThat(BEFORE.unsaid(with("landing.memory | size | 1GB"), changelog))
                .containsExactly(
                        "### Changed: - `landing.memory` is now size, default `1GB`; it was size, default `512MB`.");
    }

    @Test
    void shouldBeContentWithTheLineThatItAsksFor() {
        ConfigurationKeys after = with("landing.memory | size | 1GB");
        String line = BEFORE.unsaid(after, "").get(0).replace("### Changed: ", "");

        assertThat(BEFORE.unsaid(after, "## Unreleased\n\n### Changed\n\n" + line + "\n"))
                .isEmpty();
    }

    @Test
    void shouldReadTheListThatItWrites() {
        assertThat(ConfigurationKeys.read(BEFORE.text().lines().toList())).isEqualTo(BEFORE);
    }

    private static ConfigurationKeys with(String line) {
        ConfigurationKeys changed = ConfigurationKeys.read(List.of(line));
        Map<String, ConfigurationKeys.Key> keys = new LinkedHashMap<>(BEFORE.byPath());
        keys.putAll(changed.byPath());
        return new ConfigurationKeys(keys);
    }
}
