package io.landfall.config.schema;

import java.util.List;
import java.util.Map;

/** A part of the file as it is written: what and where. */
public sealed interface YamlNode {
    Location at();

    /** What this is, as a noun with its article, for messages. */
    String noun();

    /** What YAML's core schema takes a scalar for. */
    enum Kind {
        STRING("a text"),
        INTEGER("a number"),
        FLOAT("a number"),
        BOOLEAN("true or false"),
        NULL("empty");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }
    }

    /** A single value. */
    record Scalar(Location at, String text, Kind kind) implements YamlNode {
        @Override
        public String noun() {
            return kind.noun;
        }
    }

    /** A list. */
    record Sequence(Location at, List<YamlNode> items) implements YamlNode {
        @Override
        public String noun() {
            return "a list";
        }
    }

    /** Keys with their values, in the file's order. */
    record Mapping(Location at, Map<String, Entry> entries) implements YamlNode {
        @Override
        public String noun() {
            return "a mapping";
        }
    }

    /**
     * A key's value.
     *
     * @param at the key's place
     */
    record Entry(Location at, YamlNode value) {}
}
