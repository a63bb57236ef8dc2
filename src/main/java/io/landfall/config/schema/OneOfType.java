package io.landfall.config.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A value with a short and a long way to write it, told apart by whether it is a word, a list or a mapping.
 *
 * @param expected what is right, all ways together
 */
public record OneOfType<T>(
        String expected,
        Optional<Type<? extends T>> scalar,
        Optional<Type<? extends T>> sequence,
        Optional<Type<? extends T>> mapping)
        implements Type<T> {

    private Optional<Type<? extends T>> of(YamlNode tree) {
        if (tree instanceof YamlNode.Scalar) {
            return scalar;
        }
        return tree instanceof YamlNode.Sequence ? sequence : mapping;
    }

    @Override
    public Optional<T> read(YamlNode tree, Problems problems) {
        Optional<Type<? extends T>> type = of(tree);
        if (type.isEmpty()) {
            problems.report(tree.at(), "is " + tree.noun(), expected);
            return Optional.empty();
        }
        return type.get().read(tree, problems).map(value -> value);
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode overlay) {
        boolean both = base instanceof YamlNode.Mapping && overlay instanceof YamlNode.Mapping;
        return both && mapping.isPresent() ? mapping.get().merge(base, overlay) : overlay;
    }

    @Override
    public void require(YamlNode tree, Problems problems) {
        of(tree).ifPresent(type -> type.require(tree, problems));
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        List<Map<String, Object>> ways = new ArrayList<>();
        scalar.ifPresent(type -> ways.add(type.schema(definitions)));
        sequence.ifPresent(type -> ways.add(type.schema(definitions)));
        mapping.ifPresent(type -> ways.add(type.schema(definitions)));
        return Map.of("anyOf", ways);
    }

    @Override
    public Map<String, Object> requirements() {
        // JSON Schema's "required" applies to objects only, so the other ways need no exception.
        return mapping.map(Type::requirements).orElse(Map.of());
    }
}
