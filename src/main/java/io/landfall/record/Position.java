package io.landfall.record;

/**
 * Where a record stands in Kafka.
 *
 * @param timestamp the record's Kafka timestamp, milliseconds since the epoch
 */
public record Position(String topic, int partition, long offset, long timestamp) {}
