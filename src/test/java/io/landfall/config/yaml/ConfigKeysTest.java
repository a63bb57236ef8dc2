package io.landfall.config.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.ReferencePlace;
import io.landfall.config.TestConfigs;
import io.landfall.config.Yaml;
import io.landfall.config.schema.Key;
import io.landfall.config.schema.MapType;
import io.landfall.config.schema.Section;
import io.landfall.config.schema.TextType;
import io.landfall.config.schema.Type;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

public class ConfigKeysTest {
    @TempDir
    Path folder;

    @Test
    void shouldListEveryKeyThatReferencesMayStandUnder() {
        List<String> keys = new ArrayList<>();
        collectTexts("", RootKeys.SECTION, keys);

        assertThat(Arrays.stream(ReferencePlace.values()).map(ReferencePlace::keyPath))
                .containsExactlyInAnyOrderElementsOf(keys);
    }

    private static void collectTexts(String prefix, Section section, List<String> keys) {
        for (Key<?> key : section.keys()) {
            Type<?> type = key.type();
            boolean names = type instanceof MapType<?> map && map.value() instanceof TextType;
            if (type instanceof Section below) {
                collectTexts(prefix + key.name() + ".", below, keys);
            } else if (type instanceof MapType<?> map && map.value() instanceof Section below) {
                collectTexts(prefix + key.name() + ".*.", below, keys);
            } else if (names || type instanceof TextType || type instanceof KafkaProperties) {
                keys.add(prefix + key.name());
            }
        }
    }

    @Test
    void shouldFillInEveryDefault() {
        assertThat(Yaml.load(folder, Yaml.MINIMAL))
                .isEqualTo(TestConfigs.config()
                        .with(TestConfigs.table("bz_orders", "orders").build()));
    }

    @Test
    void shouldSayOfEveryKeyWhatItMeans() {
        assertThat(RootKeys.SECTION.keys())
                .allSatisfy(key -> assertThat(key.doc()).endsWith("."));
        assertThat(TableKeys.SECTION.keys())
                .allSatisfy(key -> assertThat(key.doc()).endsWith("."));
    }
}
