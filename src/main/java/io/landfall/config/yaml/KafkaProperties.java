package io.landfall.config.yaml;

import io.landfall.config.OwnedProperties;
import io.landfall.config.Template;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.TextType;
import io.landfall.config.schema.Type;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.YamlNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Kafka's own properties, passed through, except those that Landfall owns. */
final class KafkaProperties implements Type<Map<String, Template>> {
    private final Type<Map<String, Template>> any =
            Types.map(Types.matching(OwnedProperties.NAME), new TextType("a value", true), expected());

    @Override
    public String expected() {
        return "a mapping of Kafka properties";
    }

    @Override
    public Optional<Map<String, Template>> read(YamlNode tree, Problems problems) {
        if (tree instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> OwnedProperties.refusal(name)
                    .ifPresent(why -> problems.report(entry.at(), "cannot be set: " + why, "")));
        }
        return any.read(tree, problems);
    }

    @Override
    public YamlNode merge(YamlNode base, YamlNode overlay) {
        return any.merge(base, overlay);
    }

    @Override
    public Map<String, Object> schema(Map<String, Object> definitions) {
        String owned = OwnedProperties.all().keySet().stream()
                .map(name -> name.replace(".", "\\."))
                .collect(Collectors.joining("|"));
        Map<String, Object> schema = new LinkedHashMap<>(any.schema(definitions));
        schema.put(
                "propertyNames",
                Map.of(
                        "pattern",
                        "^(?!" + OwnedProperties.PREFIXES + "(" + owned + ")$)" + OwnedProperties.NAME.regex() + "$"));
        return schema;
    }
}
