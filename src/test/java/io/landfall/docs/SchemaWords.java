package io.landfall.docs;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** A JSON Schema's type in the words of the person who writes a value. */
final class SchemaWords {
    private SchemaWords() {}

    static String of(JsonNode type) {
        if (type.has("enum")) {
            return StreamSupport.stream(type.get("enum").spliterator(), false)
                    .map(value -> Markdown.code(value.isArray() ? list(value) : value.asText()))
                    .collect(Collectors.joining(", "));
        }
        if (type.has("anyOf")) {
            Set<String> shapes = new LinkedHashSet<>();
            type.get("anyOf").forEach(shape -> shapes.add(shape.has("$ref") ? "" : of(shape)));
            shapes.remove("");
            return String.join(", or ", shapes);
        }
        if (type.path("type").isArray()) {
            // A text that may hold references is whatever YAML takes it for.
            return "text, also with references";
        }
        return switch (type.path("type").asText()) {
            case "string" -> text(type);
            case "integer" -> "number" + bounds(type);
            case "boolean" -> "`true`, `false`";
            case "array" -> type.has("contains") ? "`[least, greatest]`" : "list of " + plural(type.get("items"));
            case "object" -> object(type);
            default -> throw new IllegalStateException("no words for " + type);
        };
    }

    private static String list(JsonNode words) {
        return StreamSupport.stream(words.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String text(JsonNode type) {
        String pattern = type.path("pattern").asText();
        if (pattern.endsWith("(ms|s|m|h|d)$")) {
            return "duration";
        }
        if (pattern.endsWith("(d|w|mo|y)$")) {
            return "period";
        }
        if (pattern.contains("KiB")) {
            return "size";
        }
        if (pattern.contains("[0-5][0-9]")) {
            return "time of day, `HH:MM`";
        }
        return isField(pattern) ? "field" : "text";
    }

    private static boolean isField(String pattern) {
        return pattern.endsWith("(\\.[A-Za-z_][A-Za-z0-9_]*)*)$");
    }

    private static String plural(JsonNode item) {
        return isField(item.path("pattern").asText()) ? "fields" : "values";
    }

    private static String bounds(JsonNode type) {
        return type.has("maximum")
                ? ", " + type.get("minimum") + " to " + type.get("maximum")
                : ", at least " + type.get("minimum");
    }

    private static String object(JsonNode type) {
        if (type.has("properties")) {
            return StreamSupport.stream(
                            ((Iterable<String>) () -> type.get("properties").fieldNames()).spliterator(), false)
                    .map(key -> Markdown.code("{ " + key + ": … }") + " with "
                            + of(type.get("properties").get(key)))
                    .collect(Collectors.joining(", or "));
        }
        String key = isField(type.path("propertyNames").path("pattern").asText()) ? "field" : "name";
        return key + " to " + of(type.get("additionalProperties"));
    }
}
