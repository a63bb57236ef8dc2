package io.landfall.config.schema;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A section as one value, which there is only if every key of it is there and right. */
public record SectionOf<T>(Section section, Function<Values, T> function) implements Type<T> {
    @Override
    public String expected() {
        return section.expected();
    }

    @Override
    public Optional<T> read(YamlNode tree, Problems problems) {
        return section.read(tree, problems).filter(this::isComplete).map(function);
    }

    private boolean isComplete(Values values) {
        return section.keys().stream()
                .filter(key -> key.required() || values.has(key))
                .allMatch(key -> values.find(key).isPresent());
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode overlay) {
        return section.merge(base, overlay);
    }

    @Override
    public void require(YamlNode tree, Problems problems) {
        section.require(tree, problems);
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        return section.schema(definitions);
    }

    @Override
    public Map<String, Object> requirements() {
        return section.requirements();
    }
}
