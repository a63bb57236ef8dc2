package io.landfall.config.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A list whose items differ from each other.
 *
 * @param expected what is right
 * @param most how many items it may have; at least one it has
 */
record ListType<T>(Type<T> item, String expected, int most) implements Type<List<T>> {
    @Override
    public Optional<List<T>> read(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Sequence sequence)) {
            problems.report(tree.at(), "is " + tree.noun(), expected);
            return Optional.empty();
        }
        int size = sequence.items().size();
        if (size == 0 || size > most) {
            problems.report(tree.at(), size == 0 ? "is an empty list" : "has " + size + " items", expected);
            return Optional.empty();
        }
        List<T> values = new ArrayList<>();
        boolean complete = true;
        for (YamlNode each : sequence.items()) {
            Optional<T> value = item.read(each, problems);
            boolean repeated = value.isPresent() && values.contains(value.get());
            if (repeated) {
                problems.report(each.at(), "'" + value.get() + "' is in the list twice", "each once");
            }
            complete &= value.isPresent() && !repeated;
            value.ifPresent(values::add);
        }
        return complete ? Optional.of(List.copyOf(values)) : Optional.empty();
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "array");
        schema.put("items", item.schema(definitions));
        schema.put("minItems", 1);
        if (most < Integer.MAX_VALUE) {
            schema.put("maxItems", most);
        }
        schema.put("uniqueItems", true);
        return schema;
    }
}
