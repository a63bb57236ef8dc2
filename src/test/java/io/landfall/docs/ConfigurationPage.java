package io.landfall.docs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** All keys of {@code landfall.yaml}, read from its published JSON Schema. */
final class ConfigurationPage {
    private static final String WHOLE = "The file";
    private static final String REQUIRED = "**required**";
    private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\([^)]*\\)");

    private static final String ABOUT =
            """
            # landfall.yaml

            One file drives the service, the bronze job and these pages. `landfall validate --config landfall.yaml --env NAME`
            reports all problems at once, with line, key and what is expected; editors complete it by
            [its JSON Schema](../src/main/resources/landfall.schema.json). [A sample](../src/examples/orders/landfall.yaml) uses
            most of it.

            - **Environments.** `--env NAME` lays `environments.NAME` over the rest: sections and mappings are merged key by key,
              lists and single values replaced. What is required must be there after that.
            - **References.** `${env:NAME}`, `${file:PATH}`, `${databricks:scope/key}` and `${aws:secret-name}` may stand in
              values that say so below. Secrets never print; write them as references only. What they stand for is checked for its
              form when the service starts, and by `validate` where environment variables and files are there.
            - **Units.** Durations: `500ms`, `60s`, `15m`, `24h`, `7d`. Sizes: `64MB`, with `B`, `KB` (1024 B), `MB`, `GB`.
              Periods: `30d`, `2w`, `18mo`, `7y`.
            - **Fields** are named as in the record's schema; dots reach into nested records (`address.street`).
            """;

    /** A part of the file: its heading, its schema, and what the schema requires where no environment is left to give it. */
    private record Section(String heading, JsonNode schema, JsonNode required) {}

    private final JsonNode schema;
    private final Deque<Section> waiting = new ArrayDeque<>();
    private final StringBuilder page = new StringBuilder(ABOUT);
    private final Map<String, ConfigurationKeys.Key> keys = new LinkedHashMap<>();

    private ConfigurationPage(JsonNode schema) {
        this.schema = schema;
    }

    static String read(Path file) {
        return written(file).page.toString();
    }

    /** The keys of the page, in its order. */
    static ConfigurationKeys keys(Path file) {
        return new ConfigurationKeys(written(file).keys);
    }

    private static ConfigurationPage written(Path file) {
        try {
            ConfigurationPage page = new ConfigurationPage(new ObjectMapper().readTree(file.toFile()));
            page.write();
            return page;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write() {
        waiting.add(new Section(WHOLE, schema, schema.at("/anyOf/1")));
        while (!waiting.isEmpty()) {
            section(waiting.pop());
        }
    }

    private void section(Section section) {
        page.append("\n## ").append(section.heading()).append("\n\n");
        page.append(section.schema().path("description").asText()).append("\n\n");
        page.append(Markdown.head("key", "value", "default", ""));
        List<Section> parts = new ArrayList<>();
        section.schema().path("properties").properties().forEach(property -> {
            JsonNode required = section.required().at("/properties/" + property.getKey());
            String path = path(section, property.getKey());
            String value = value(path, property.getValue(), required, parts);
            String fallback = fallback(section, property.getKey(), property.getValue());
            keys.put(path, new ConfigurationKeys.Key(plain(value), plain(fallback)));
            page.append(Markdown.row(List.of(
                    Markdown.code(property.getKey()),
                    value,
                    fallback,
                    Markdown.text(property.getValue().path("description").asText()))));
        });
        for (int i = parts.size() - 1; i >= 0; i--) {
            waiting.push(parts.get(i));
        }
    }

    /** Without links and code. */
    private static String plain(String cell) {
        return LINK.matcher(cell.equals(REQUIRED) ? "required" : cell)
                .replaceAll("$1")
                .replace("`", "");
    }

    private String path(Section section, String key) {
        return section.heading().equals(WHOLE) ? key : section.heading() + "." + key;
    }

    private static String fallback(Section section, String key, JsonNode property) {
        boolean required = StreamSupport.stream(
                        section.required().path("required").spliterator(), false)
                .anyMatch(name -> name.asText().equals(key));
        if (required) {
            return REQUIRED;
        }
        JsonNode value = property.path("default");
        return value.isMissingNode() ? "" : Markdown.code(value.isTextual() ? value.asText() : value.toString());
    }

    private String value(String path, JsonNode type, JsonNode required, List<Section> parts) {
        if (type.has("$ref")) {
            return part(path, type, required, parts);
        }
        if (type.path("additionalProperties").has("$ref")) {
            return path.equals("environments")
                    ? "name to any of the sections below"
                    : "name to "
                            + part(
                                    path + ".*",
                                    type.get("additionalProperties"),
                                    required.path("additionalProperties"),
                                    parts);
        }
        if (type.has("anyOf")) {
            for (JsonNode shape : type.get("anyOf")) {
                if (shape.has("$ref")) {
                    return SchemaWords.of(type) + ", or " + part(path, shape, required, parts);
                }
            }
        }
        return SchemaWords.of(type);
    }

    private String part(String path, JsonNode reference, JsonNode required, List<Section> parts) {
        parts.add(new Section(path, schema.at(reference.get("$ref").asText().substring(1)), required));
        return "[" + path + "](#" + Markdown.anchor(path) + ")";
    }
}
