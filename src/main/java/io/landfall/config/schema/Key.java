package io.landfall.config.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One key of a section: all there is to know about it. The loader, the JSON Schema and the documentation read it here.
 *
 * @param name as written in the file
 * @param doc what it means, for the person who writes the file
 * @param required whether it must be there once the environment's overlay is merged in
 * @param fallback what it is where it is not written
 * @param fallbackDoc the default as it would be written; empty if there is none
 */
public record Key<T>(
        String name, Type<T> type, String doc, boolean required, Optional<T> fallback, Optional<Object> fallbackDoc) {

    /** A key that must be there. */
    public static <T> Key<T> required(String name, Type<T> type, String doc) {
        return new Key<>(name, type, doc, true, Optional.empty(), Optional.empty());
    }

    /** A key that may be left out, which means something itself. */
    public static <T> Key<T> optional(String name, Type<T> type, String doc) {
        return new Key<>(name, type, doc, false, Optional.empty(), Optional.empty());
    }

    /** A key whose default is made of other keys; the documentation says how. */
    public static <T> Key<T> derived(String name, Type<T> type, String doc, String fallbackDoc) {
        return optional(name, type, doc + " Default: " + fallbackDoc + ".");
    }

    /** A key with a default, given as it would be written. */
    public static <T> Key<T> defaulting(String name, ScalarType<T> type, String doc, Object fallback) {
        return new Key<>(name, type, doc, false, Optional.of(type.parse(fallback.toString())), Optional.of(fallback));
    }

    /** A key with a default that cannot be given as one text. */
    public static <T> Key<T> defaulting(String name, Type<T> type, String doc, T fallback, Object fallbackDoc) {
        return new Key<>(name, type, doc, false, Optional.of(fallback), Optional.of(fallbackDoc));
    }

    /** A list that is empty by default. */
    public static <T> Key<List<T>> list(String name, Type<List<T>> type, String doc) {
        return new Key<>(name, type, doc, false, Optional.of(List.of()), Optional.empty());
    }

    /** A mapping that is empty by default. */
    public static <V> Key<Map<String, V>> map(String name, Type<Map<String, V>> type, String doc) {
        return new Key<>(name, type, doc, false, Optional.of(Map.of()), Optional.empty());
    }

    /** A part of the file with keys of its own. */
    public static Key<Values> section(Section section) {
        return new Key<>(section.name(), section, section.doc(), false, Optional.of(Values.NONE), Optional.empty());
    }
}
