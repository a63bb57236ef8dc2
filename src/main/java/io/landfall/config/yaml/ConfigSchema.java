package io.landfall.config.yaml;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema of {@code landfall.yaml}, made of the keys that the loader knows. */
final class ConfigSchema {
    private ConfigSchema() {}

    /** The schema as maps, lists, texts and numbers; the same order each time. */
    static Map<String, Object> document() {
        Map<String, Object> definitions = new LinkedHashMap<>();
        Map<String, Object> root = RootKeys.SECTION.definition(definitions);
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
        schema.put("title", "landfall.yaml");
        schema.putAll(root);
        // With environments the document may be partial: what is missing may come from any of them.
        schema.put(
                "anyOf",
                List.of(Map.of("required", List.of(RootKeys.ENVIRONMENTS.name())), RootKeys.SECTION.requirements()));
        schema.put("$defs", definitions);
        return schema;
    }
}
