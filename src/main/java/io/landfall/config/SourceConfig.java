package io.landfall.config;

import io.landfall.config.form.Spelling;
import java.util.Optional;

/**
 * Where a table's records come from.
 *
 * @param subject the registry's subject of the value schema; {@code <topic>-value} by default
 * @param eventTime the field that says when the event happened; Kafka's timestamp where empty
 * @param tombstones what becomes of a record without a value
 * @param keyField with {@link Tombstones#LAND}: the field that a plain (not Avro record) key fills
 */
public record SourceConfig(
        String topic, String subject, Optional<String> eventTime, Tombstones tombstones, Optional<String> keyField) {
    /** Kafka's rules, but for the beginning: Spark passes over folders that begin like this. */
    public static final Spelling TOPIC = new Spelling(
            "a topic",
            "a topic's name: letters, digits, dots, _ and -, at most 249, beginning with none of dot and _",
            "[A-Za-z0-9-][A-Za-z0-9._-]{0,248}");

    public SourceConfig {
        Require.form("topic", topic, TOPIC);
        Require.form("subject", subject, Spelling.PLAIN);
        eventTime.ifPresent(field -> Require.form("event_time", field, Spelling.FIELD));
        keyField.ifPresent(field -> Require.form("key_field", field, Spelling.FIELD));
        Require.none("", TableRules.keyField(keyField.isPresent(), tombstones));
    }

    /** YAML: {@code skip} (count only), {@code land} (as {@code record_status = DELETED}). */
    public enum Tombstones {
        SKIP,
        LAND
    }
}
