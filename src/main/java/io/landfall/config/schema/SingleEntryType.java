package io.landfall.config.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A mapping with exactly one of some keys, such as {@code { every: 15m }}.
 *
 * @param expected what is right
 * @param alternatives the keys and their values' types, in the order to name them
 */
public record SingleEntryType<T>(String expected, Map<String, Type<? extends T>> alternatives) implements Type<T> {
    @Override
    public Optional<T> read(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Mapping mapping)) {
            problems.report(tree.at(), "is " + tree.noun(), expected);
            return Optional.empty();
        }
        if (mapping.entries().size() != 1) {
            problems.report(tree.at(), "has " + mapping.entries().size() + " keys instead of one", expected);
            return Optional.empty();
        }
        Map.Entry<String, YamlNode.Entry> only =
                mapping.entries().entrySet().iterator().next();
        Type<? extends T> type = alternatives.get(only.getKey());
        if (type == null) {
            String hint = Suggestion.hint(only.getKey(), alternatives.keySet());
            problems.report(only.getValue().at(), "unknown key" + hint, expected);
            return Optional.empty();
        }
        return type.read(only.getValue().value(), problems).map(value -> value);
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        Map<String, Object> properties = new LinkedHashMap<>();
        alternatives.forEach((key, type) -> properties.put(key, type.schema(definitions)));
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("additionalProperties", false);
        schema.put("minProperties", 1);
        schema.put("maxProperties", 1);
        return schema;
    }
}
