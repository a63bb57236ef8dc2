package io.landfall.config.schema;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Another type's value, turned into something else. */
record MappedType<T, U>(Type<T> type, Function<? super T, ? extends U> function) implements Type<U> {
    @Override
    public String expected() {
        return type.expected();
    }

    @Override
    public Optional<U> read(YamlNode tree, Problems problems) {
        return type.read(tree, problems).map(function);
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode overlay) {
        return type.merge(base, overlay);
    }

    @Override
    public void require(YamlNode tree, Problems problems) {
        type.require(tree, problems);
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        return type.schema(definitions);
    }

    @Override
    public Map<String, Object> requirements() {
        return type.requirements();
    }
}
