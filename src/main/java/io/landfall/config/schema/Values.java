package io.landfall.config.schema;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What was read of one section. Holds what was right even if some of it was wrong, so that all of it can be checked.
 *
 * @param written the section as written
 * @param read by key name; a key's type says what its value is
 */
public record Values(YamlNode.Mapping written, Map<String, Object> read) {
    /** A section that is not in the file: every key has its default. */
    static final Values NONE = new Values(new YamlNode.Mapping(new Location(1, 1, ""), Map.of()), Map.of());

    /** The key's value or default; empty if it has neither, or what is written is wrong. */
    @SuppressWarnings("unchecked") // Section puts values of the key's type under its name, nothing else does
    public <T> Optional<T> find(Key<T> key) {
        if (written.entries().containsKey(key.name())) {
            return Optional.ofNullable((T) read.get(key.name()));
        }
        return key.fallback();
    }

    /** The value of a key that is required or has a default, in a file without problems. */
    public <T> T get(Key<T> key) {
        return find(key).orElseThrow(() -> new IllegalStateException("no " + key.name()));
    }

    /** The names written under a key, right or wrong; empty if it is not a mapping. */
    public Set<String> names(Key<?> key) {
        YamlNode.Entry entry = written.entries().get(key.name());
        return entry != null && entry.value() instanceof YamlNode.Mapping mapping
                ? mapping.entries().keySet()
                : Set.of();
    }

    /** Whether the key is written, right or wrong. */
    public boolean has(Key<?> key) {
        return written.entries().containsKey(key.name());
    }

    /** The place of what is written under a key, or under keys and list items below it; as near as there is one. */
    public Location at(Key<?> key, String... below) {
        return at(Stream.concat(Stream.of(key.name()), Stream.of(below)).toList());
    }

    /** The place of what a path of keys leads to; as near as there is one. */
    public Location at(List<String> path) {
        Location at = written.at();
        YamlNode tree = written;
        for (String name : path) {
            if (!(tree instanceof YamlNode.Mapping mapping)
                    || !mapping.entries().containsKey(name)) {
                return tree == written ? at.child(name) : at;
            }
            YamlNode.Entry entry = mapping.entries().get(name);
            at = entry.at();
            tree = entry.value();
        }
        return at;
    }
}
