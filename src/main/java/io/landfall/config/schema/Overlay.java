package io.landfall.config.schema;

import java.util.Map;
import java.util.Optional;

/** A section of which any key may be left out, required or not: what an environment says over the rest. */
public record Overlay(Section section) implements Type<Values> {
    @Override
    public String expected() {
        return section.expected();
    }

    @Override
    public Optional<Values> read(YamlNode tree, Problems problems) {
        return section.read(tree, problems);
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        return section.schema(definitions);
    }
}
