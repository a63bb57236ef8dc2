package io.landfall.config.yaml;

import io.landfall.config.Template;
import io.landfall.config.schema.Problems;
import io.landfall.config.schema.TextType;
import io.landfall.config.schema.Type;
import io.landfall.config.schema.Types;
import io.landfall.config.schema.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Kafka's own properties, passed through, except those whose value Landfall depends on. */
final class KafkaProperties implements Type<Map<String, Template>> {
    private static final String GATE = "Landfall commits what has landed, and nothing else";
    private static final String BYTES = "Landfall reads and writes bytes";

    /** Property to why it cannot be set. */
    static final Map<String, String> OWNED = owned();

    /** Kafka Streams hands a property to one kind of client where it has one of these in front. */
    private static final Pattern PROPERTY = Pattern.compile(
            "((main\\.|restore\\.|global\\.)?consumer\\.|producer\\.|admin\\.)?(?<name>[A-Za-z0-9_.-]+)");

    private final Type<Map<String, Template>> any = Types.map(
            Types.matching("a Kafka property", "a Kafka property", "[A-Za-z0-9_.-]+"),
            new TextType("a value", true),
            expected());

    private static Map<String, String> owned() {
        Map<String, String> owned = new LinkedHashMap<>();
        owned.put("bootstrap.servers", "set kafka.bootstrap_servers");
        owned.put("application.id", "set application");
        owned.put("processing.guarantee", "set processing.guarantee");
        owned.put("num.stream.threads", "set processing.threads");
        owned.put("state.dir", "set processing.state_dir");
        owned.put("commit.interval.ms", "set landing.roll_every");
        owned.put("schema.registry.url", "set schema_registry.url");
        owned.put("group.protocol", "the commit gate needs the classic protocol; the others bypass it");
        owned.put("group.id", "the consumer group is the application's");
        owned.put("client.id", "Landfall names its clients, so that metrics and logs tell them apart");
        owned.put("transactional.id", "Kafka Streams names its transactions");
        owned.put("isolation.level", "Landfall reads what is committed");
        owned.put("enable.auto.commit", GATE);
        owned.put("auto.commit.interval.ms", GATE);
        owned.put("auto.offset.reset", "a reset that nobody asked for would lose or repeat records unseen");
        owned.put("enable.idempotence", "exactly once needs it");
        owned.put("acks", "exactly once needs all");
        owned.put("max.task.idle.ms", "a task reads one partition, so there is no other to wait for");
        owned.put("statestore.cache.max.bytes", "no store is cached");
        owned.put("partition.assignment.strategy", "Kafka Streams assigns partitions");
        owned.put("default.client.supplier", "the commit gate is one");
        owned.put("default.timestamp.extractor", "set event_time of the table");
        owned.put("deserialization.exception.handler", "what cannot be decoded is quarantined");
        owned.put("default.deserialization.exception.handler", "what cannot be decoded is quarantined");
        owned.put("processing.exception.handler", "what cannot be processed is quarantined, or stops the service");
        owned.put("production.exception.handler", "what cannot be quarantined must not be committed");
        owned.put("default.production.exception.handler", "what cannot be quarantined must not be committed");
        for (String serde : List.of("key.deserializer", "value.deserializer", "key.serializer", "value.serializer")) {
            owned.put(serde, BYTES);
        }
        owned.put("default.key.serde", BYTES);
        owned.put("default.value.serde", BYTES);
        return owned;
    }

    /** Why a property cannot be set; empty if it can. */
    static Optional<String> refusal(String property) {
        Matcher matcher = PROPERTY.matcher(property);
        return matcher.matches() ? Optional.ofNullable(OWNED.get(matcher.group("name"))) : Optional.empty();
    }

    @Override
    public String expected() {
        return "a mapping of Kafka properties";
    }

    @Override
    public Optional<Map<String, Template>> read(YamlNode tree, Problems problems) {
        if (tree instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((name, entry) -> refusal(name)
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
        List<String> names = new ArrayList<>(OWNED.keySet());
        String owned = names.stream().map(name -> name.replace(".", "\\.")).collect(Collectors.joining("|"));
        String prefixes = "((main\\.|restore\\.|global\\.)?consumer\\.|producer\\.|admin\\.)?";
        Map<String, Object> schema = new LinkedHashMap<>(any.schema(definitions));
        schema.put("propertyNames", Map.of("pattern", "^(?!" + prefixes + "(" + owned + ")$)[A-Za-z0-9_.-]+$"));
        return schema;
    }
}
