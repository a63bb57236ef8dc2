package io.landfall.landing;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** A producer that adds no offset to a transaction before its segments have landed. */
final class GatedProducer extends KafkaProducer<byte[], byte[]> {
    private final CommitGate gate;

    GatedProducer(Map<String, Object> config, CommitGate gate) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.gate = gate;
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> committing, ConsumerGroupMetadata group) {
        Map<TopicPartition, Long> offsets = plain(committing);
        try {
            gate.beforeCommit(offsets);
        } catch (ShardLostException e) {
            // How Kafka Streams learns that a task moved: it aborts the transaction and joins the group again.
            throw new ProducerFencedException(e.getMessage());
        } catch (LandingUnavailableException e) {
            throw new TimeoutException(e.getMessage(), e);
        }
        super.sendOffsetsToTransaction(committing, group);
        gate.afterCommit(offsets);
    }

    static Map<TopicPartition, Long> plain(Map<TopicPartition, OffsetAndMetadata> committing) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        committing.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }
}
