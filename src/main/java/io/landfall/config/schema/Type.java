package io.landfall.config.schema;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a key's value may look like: reads it, and describes itself as JSON Schema, so that the two cannot drift.
 *
 * @param <T> what is read
 */
public interface Type<T> {
    /** What is expected, as a noun for messages. */
    String expected();

    /** The value; empty if it is wrong, which has been reported then. Does not ask for what is missing. */
    Optional<T> read(YamlNode tree, Problems problems);

    /** Lays an environment's value over the value of all environments. */
    default YamlNode merge(YamlNode base, YamlNode overlay) {
        return overlay;
    }

    /** Reports required keys that are missing below this value. */
    default void require(YamlNode tree, Problems problems) {}

    /** The JSON Schema of a value that may be partial; sections are put into {@code definitions} and referred to. */
    Map<String, Object> schema(Map<String, Object> definitions);

    /** The JSON Schema of what {@link #require} asks for; empty if nothing. */
    default Map<String, Object> requirements() {
        return Map.of();
    }

    /** This type with another value. */
    default <U> Type<U> map(Function<? super T, ? extends U> function) {
        return new MappedType<>(this, function);
    }
}
