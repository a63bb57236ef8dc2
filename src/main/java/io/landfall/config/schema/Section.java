package io.landfall.config.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A mapping with known keys.
 *
 * @param name its name among the schema's definitions
 * @param doc what it is about
 * @param keys in the order to document them
 * @param retired keys that there are no more
 */
public record Section(String name, String doc, List<Key<?>> keys, Map<String, RetiredKey> retired)
        implements Type<Values> {
    public static Section of(String name, String doc, Key<?>... keys) {
        return new Section(name, doc, List.of(keys), Map.of());
    }

    private Optional<Key<?>> key(String keyName) {
        return keys.stream().filter(key -> key.name().equals(keyName)).findFirst();
    }

    private List<String> names() {
        return keys.stream().map(Key::name).toList();
    }

    @Override
    public String expected() {
        return "a mapping with the keys " + String.join(", ", names());
    }

    @Override
    public Optional<Values> read(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Mapping mapping)) {
            problems.report(tree.at(), tree.noun().equals("empty") ? "has no value" : "is " + tree.noun(), expected());
            return Optional.empty();
        }
        Map<String, Object> values = new LinkedHashMap<>();
        mapping.entries().forEach((written, entry) -> {
            Optional<Key<?>> key = key(written);
            if (key.isPresent()) {
                key.get().type().read(entry.value(), problems).ifPresent(value -> values.put(written, value));
            } else {
                unknown(written, entry.at(), mapping, problems);
            }
        });
        return Optional.of(new Values(mapping, values));
    }

    private void unknown(String written, Location at, YamlNode.Mapping mapping, Problems problems) {
        if (retired.containsKey(written)) {
            RetiredKey key = retired.get(written);
            problems.report(at, "retired key: " + key.reason(), key.instead().apply(mapping));
            return;
        }
        String known = names().stream().sorted().collect(Collectors.joining(", "));
        problems.report(at, "unknown key" + Suggestion.hint(written, names()), known);
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode overlay) {
        if (!(base instanceof YamlNode.Mapping below && overlay instanceof YamlNode.Mapping above)) {
            return overlay;
        }
        Map<String, YamlNode.Entry> merged = new LinkedHashMap<>(below.entries());
        above.entries().forEach((written, entry) -> key(written).ifPresent(key -> {
            YamlNode.Entry old = merged.get(written);
            YamlNode value = old == null ? entry.value() : key.type().merge(old.value(), entry.value());
            merged.put(written, new YamlNode.Entry(entry.at(), value));
        }));
        return new YamlNode.Mapping(below.at(), merged);
    }

    @Override
    public void require(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Mapping mapping)) {
            return;
        }
        for (Key<?> key : keys) {
            YamlNode.Entry entry = mapping.entries().get(key.name());
            Location at = mapping.at().child(key.name());
            if (entry != null) {
                key.type().require(entry.value(), problems);
            } else if (key.required()) {
                problems.missing(at, key.type().expected());
            } else if (key.type() instanceof Section section) {
                section.require(new YamlNode.Mapping(at, Map.of()), problems);
            }
        }
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        if (!definitions.containsKey(name)) {
            definitions.put(name, Map.of());
            definitions.put(name, definition(definitions));
        }
        return Map.of("$ref", "#/$defs/" + name);
    }

    /** The schema itself rather than a reference to it. */
    public Map<String, Object> definition(Map<String, Object> definitions) {
        Map<String, Object> properties = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            Map<String, Object> property = new LinkedHashMap<>();
            property.put("description", key.doc());
            property.putAll(key.type().schema(definitions));
            key.fallbackDoc().ifPresent(value -> property.put("default", value));
            properties.put(key.name(), property);
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", doc);
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        return schema;
    }

    @Override
    public Map<String, Object> requirements() {
        Map<String, Object> below = new LinkedHashMap<>();
        for (Key<?> key : keys) {
            if (!key.type().requirements().isEmpty()) {
                below.put(key.name(), key.type().requirements());
            }
        }
        List<String> required =
                keys.stream().filter(Section::mustBeThere).map(Key::name).toList();
        Map<String, Object> requirements = new LinkedHashMap<>();
        if (!required.isEmpty()) {
            requirements.put("required", required);
        }
        if (!below.isEmpty()) {
            requirements.put("properties", below);
        }
        return requirements;
    }

    private static boolean mustBeThere(Key<?> key) {
        return key.required()
                || (key.type() instanceof Section section
                        && section.requirements().containsKey("required"));
    }
}
