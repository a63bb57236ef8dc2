package io.landfall.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.List;

/**
 * Which of Kafka's own metrics are published: those of clients and threads, and the lag of each partition. Kafka Streams keeps
 * some hundred more for each task, its nodes and its stores; with a thousand partitions these would be a hundred thousand
 * lines a scrape, and say what the table's counters say.
 */
final class KafkaMeters implements MeterFilter {
    private static final String PREFIX = "kafka.";
    private static final String LAG = "kafka.consumer.fetch.manager.records.lag";
    private static final List<String> TAGS_OF_PARTS = List.of("task.id", "partition", "topic");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        if (!id.getName().startsWith(PREFIX) || id.getName().equals(LAG)) {
            return MeterFilterReply.NEUTRAL;
        }
        return TAGS_OF_PARTS.stream().anyMatch(tag -> id.getTag(tag) != null)
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}
