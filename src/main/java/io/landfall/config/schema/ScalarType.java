package io.landfall.config.schema;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A single value.
 *
 * @param name what it is, with its article: {@code a duration}
 * @param expected what is right, with an example
 * @param kinds what YAML may take it for
 * @param parser empty where the text is not right
 * @param hint what was probably meant by a text that is not right, as an addition to the message; may be empty
 * @param schema its JSON Schema
 */
public record ScalarType<T>(
        String name,
        String expected,
        Set<YamlNode.Kind> kinds,
        Function<String, Optional<T>> parser,
        Function<String, String> hint,
        Map<String, Object> schema)
        implements Type<T> {

    private static final int LONGEST_QUOTE = 60;

    ScalarType(
            String name,
            String expected,
            Set<YamlNode.Kind> kinds,
            Function<String, Optional<T>> parser,
            Map<String, Object> schema) {
        this(name, expected, kinds, parser, text -> "", schema);
    }

    @Override
    public Optional<T> read(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Scalar scalar)) {
            problems.report(tree.at(), "is " + tree.noun(), expected);
            return Optional.empty();
        }
        if (scalar.kind() == YamlNode.Kind.NULL) {
            problems.report(tree.at(), "has no value", expected);
            return Optional.empty();
        }
        Optional<T> value = kinds.contains(scalar.kind()) ? parser.apply(scalar.text()) : Optional.empty();
        if (value.isEmpty()) {
            problems.report(tree.at(), wrong(scalar), expected);
        }
        return value;
    }

    private String wrong(YamlNode.Scalar scalar) {
        String text = scalar.text();
        if (text.contains("${")) {
            return "a reference is not possible here";
        }
        String quote = "'" + (text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) + "…" : text) + "'";
        if (scalar.kind() != YamlNode.Kind.STRING && !kinds.contains(scalar.kind())) {
            return quote + " is " + scalar.noun() + ", not " + name;
        }
        return quote + " is not " + name + hint.apply(text);
    }

    /** The default of a key, as it would be written. */
    T parse(String text) {
        return parser.apply(text).orElseThrow(() -> new IllegalArgumentException("default '" + text + "'"));
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        return schema;
    }
}
