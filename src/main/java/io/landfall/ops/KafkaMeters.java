package io.landfall.ops;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

/**
 * Which of Kafka's own metrics are published: those of clients, by topic and partition too, and of threads. Kafka Streams
 * keeps some hundred more for each task, its nodes and its stores; with a thousand partitions these would be a hundred
 * thousand lines a scrape, and say what the table's counters say.
 */
final class KafkaMeters implements MeterFilter {
    private static final String PREFIX = "kafka.";
    private static final String TASK = "task.id";

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return id.getName().startsWith(PREFIX) && id.getTag(TASK) != null
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }
}
