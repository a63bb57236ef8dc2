package io.landfall.config.schema;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping whose keys are the user's names; an overlay adds to it key by key.
 *
 * @param key what the names may look like
 * @param expected what is right
 */
public record MapType<V>(ScalarType<String> key, Type<V> value, String expected) implements Type<Map<String, V>> {
    @Override
    public Optional<Map<String, V>> read(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Mapping mapping)) {
            problems.report(tree.at(), tree.noun().equals("empty") ? "has no value" : "is " + tree.noun(), expected);
            return Optional.empty();
        }
        if (mapping.entries().isEmpty()) {
            problems.report(tree.at(), "is an empty mapping", expected);
            return Optional.empty();
        }
        Map<String, V> values = new LinkedHashMap<>();
        mapping.entries().forEach((name, entry) -> {
            YamlNode.Scalar written = new YamlNode.Scalar(entry.at(), name, YamlNode.Kind.STRING);
            Optional<String> valid = key.read(written, problems);
            Optional<V> read = value.read(entry.value(), problems);
            if (valid.isPresent() && read.isPresent()) {
                values.put(name, read.get());
            }
        });
        // What could be read is worth checking further, even if some of it could not.
        return Optional.of(Collections.unmodifiableMap(values));
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode overlay) {
        if (!(base instanceof YamlNode.Mapping below && overlay instanceof YamlNode.Mapping above)) {
            return overlay;
        }
        Map<String, YamlNode.Entry> merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((name, entry) -> {
            YamlNode.Entry old = merged.get(name);
            merged.put(
                    name,
                    old == null ? entry : new YamlNode.Entry(entry.at(), value.merge(old.value(), entry.value())));
        });
        return new YamlNode.Mapping(below.at(), merged);
    }

    @Override
    public void require(YamlNode tree, Problems problems) {
        if (tree instanceof YamlNode.Mapping mapping) {
            mapping.entries().values().forEach(entry -> value.require(entry.value(), problems));
        }
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("minProperties", 1);
        schema.put("propertyNames", key.schema(definitions));
        schema.put("additionalProperties", value.schema(definitions));
        return schema;
    }

    @Override
    public Map<String, Object> requirements() {
        return value.requirements().isEmpty() ? Map.of() : Map.of("additionalProperties", value.requirements());
    }
}
