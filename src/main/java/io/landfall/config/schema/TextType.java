package io.landfall.config.schema;

import io.landfall.config.Template;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A {@link Template}: any single value, with or without references. Its messages never quote it, for it may be a secret.
 *
 * @param expected what is right
 * @param mayBeEmpty whether the empty text means something
 */
public record TextType(String expected, boolean mayBeEmpty) implements Type<Template> {
    private static final Pattern START = Pattern.compile("\\$\\{");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(?<source>[^:}]*):(?<name>[^${}]+)}");
    private static final Pattern SCOPE_AND_KEY = Pattern.compile("[^/]+/[^/]+");
    private static final String REFERENCES = "${env:NAME}, ${file:PATH}, ${databricks:scope/key} or ${aws:secret-name}";

    @Override
    public Optional<Template> read(YamlNode tree, Problems problems) {
        if (!(tree instanceof YamlNode.Scalar scalar)) {
            problems.report(tree.at(), "is " + tree.noun(), expected);
            return Optional.empty();
        }
        if (scalar.kind() == YamlNode.Kind.NULL || (scalar.text().isBlank() && !mayBeEmpty)) {
            problems.report(tree.at(), "has no value", expected);
            return Optional.empty();
        }
        Optional<String> wrong = malformed(scalar.text());
        wrong.ifPresent(what -> problems.report(tree.at(), what, REFERENCES));
        return wrong.isPresent() ? Optional.empty() : Optional.of(new Template(scalar.text()));
    }

    private static Optional<String> malformed(String text) {
        Matcher start = START.matcher(text);
        Matcher reference = REFERENCE.matcher(text);
        while (start.find()) {
            if (!reference.region(start.start(), text.length()).lookingAt()) {
                return Optional.of("has a malformed reference");
            }
            String source = reference.group("source");
            if (!Template.SOURCES.contains(source)) {
                return Optional.of(
                        "refers to an unknown source of secrets" + Suggestion.hint(source, Template.SOURCES));
            }
            boolean scoped = SCOPE_AND_KEY.matcher(reference.group("name")).matches();
            if (source.equals("databricks") && !scoped) {
                return Optional.of("has a reference to Databricks without scope and key");
            }
        }
        return Optional.empty();
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", List.of("string", "number", "boolean"));
        if (!mayBeEmpty) {
            schema.put("pattern", "\\S");
        }
        return schema;
    }
}
