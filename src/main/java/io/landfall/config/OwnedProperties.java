package io.landfall.config;

import io.landfall.config.form.Spelling;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The properties of Kafka whose value Landfall depends on. They cannot be set; all others are passed through. */
public final class OwnedProperties {
    /** The name of any property. */
    public static final Spelling NAME = new Spelling("a Kafka property", "a Kafka property", "[A-Za-z0-9_.-]+");

    /** Kafka Streams hands a property to one kind of client where it has one of these in front. */
    public static final String PREFIXES = "((main\\.|restore\\.|global\\.)?consumer\\.|producer\\.|admin\\.)?";

    private static final Pattern PROPERTY = Pattern.compile(PREFIXES + "(?<name>[A-Za-z0-9_.-]+)");

    private static final String GATE = "Landfall commits what has landed, and nothing else";
    private static final String BYTES = "Landfall reads and writes bytes";

    private static final Map<String, String> REASONS = reasons();

    private OwnedProperties() {}

    private static Map<String, String> reasons() {
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
        return Collections.unmodifiableMap(owned);
    }

    /** Property to why it cannot be set, always in the same order. */
    public static Map<String, String> all() {
        return REASONS;
    }

    /** Why a property cannot be set; empty if it can. */
    public static Optional<String> refusal(String property) {
        Matcher matcher = PROPERTY.matcher(property);
        return matcher.matches() ? Optional.ofNullable(REASONS.get(matcher.group("name"))) : Optional.empty();
    }

    /** A copy of properties, each of which can be set. */
    static Map<String, Template> without(ReferencePlace place, Map<String, Template> properties) {
        properties.keySet().forEach(name -> {
            Require.form(place.keyPath(), name, NAME);
            refusal(name).ifPresent(why -> {
                throw new IllegalArgumentException(place.keyPath() + "." + name + " cannot be set: " + why);
            });
        });
        return Require.copy(properties);
    }
}
