package io.landfall.config;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One table: a topic in, a bronze table out.
 *
 * @param name the bronze table's name
 * @param subject the registry's subject of the value schema; {@code <topic>-value} by default
 * @param eventTime the field that says when the event happened; Kafka's timestamp where empty
 * @param dedupe empty: nothing is removed
 * @param tombstones what becomes of a record without a value
 * @param keyField with {@link Tombstones#LAND}: the field that a plain (not Avro record) key fills
 * @param privacy by field path ({@code address.street} reaches into nested records)
 * @param retention how long the bronze table keeps its rows; for ever if empty
 * @param fieldRetention by field path, how long the bronze table keeps the field's values
 * @param compliance names of regulations, for the audit log
 * @param rollEvery overrides {@link LandingConfig#rollEvery()}
 * @param generation the landing run that the service writes
 */
public record TableConfig(
        String name,
        String topic,
        String subject,
        Optional<String> eventTime,
        Optional<DedupeConfig> dedupe,
        Tombstones tombstones,
        Optional<String> keyField,
        Map<String, PrivacyRule> privacy,
        QualityConfig quality,
        List<String> clusterBy,
        Optional<Period> retention,
        Map<String, Period> fieldRetention,
        List<String> compliance,
        IngestConfig ingest,
        BatchConfig batch,
        Optional<Duration> rollEvery,
        int generation) {

    /** YAML: {@code skip} (count only), {@code land} (as {@code record_status = DELETED}). */
    public enum Tombstones {
        SKIP,
        LAND
    }
}
