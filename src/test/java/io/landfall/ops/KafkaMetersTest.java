package io.landfall.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KafkaMetersTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void filter() {
        registry.config().meterFilter(new KafkaMeters());
    }

    @AfterEach
    void close() {
        registry.close();
    }

    @ParameterizedTest
    @CsvSource({"kafka.stream.task.process.rate, task.id", "kafka.stream.state.put.rate, task.id"})
    void shouldLeaveOutWhatThereIsForEachTask(String name, String tag) {
        registry.counter(name, "client.id", "c", tag, "1");

        assertThat(registry.getMeters()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "kafka.consumer.fetch.manager.records.lag, partition",
        "kafka.consumer.fetch.manager.bytes.consumed.total, topic",
        "kafka.stream.thread.commit.rate, thread.id",
        "kafka.producer.record.send.rate, kafka.version",
        "landfall.records.read, topic"
    })
    void shouldKeepWhatThereIsForEachThreadAndClientAndPartition(String name, String tag) {
        registry.counter(name, "client.id", "c", tag, "1");

        assertThat(registry.getMeters()).hasSize(1);
    }

    @Test
    void shouldKeepWhatHasNoTags() {
        List.of("jvm.threads.live", "kafka.consumer.connection.count").forEach(registry::counter);

        assertThat(registry.getMeters()).hasSize(2);
    }
}
