package io.landfall.landing;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/**
 * A producer that adds no offset to a transaction before its segments have landed, and does not commit a transaction whose
 * segments did not land: Kafka Streams may try that without the offsets when it takes tasks back, which would keep their
 * changelog and quarantine records.
 */
final class GatedProducer extends KafkaProducer<byte[], byte[]> {
    private final CommitGate gate;
    private final Runnable awaited = this::await;
    private final AtomicReference<Exception> failed = new AtomicReference<>();
    private Map<TopicPartition, Long> adding = Map.of();
    private boolean held;

    GatedProducer(Map<String, Object> config, CommitGate gate) {
        super(config, new ByteArraySerializer(), new ByteArraySerializer());
        this.gate = gate;
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
        gate.attachWrites(awaited);
        return super.send(record, (metadata, exception) -> {
            if (exception != null) {
                failed.compareAndSet(null, exception);
            }
            if (callback != null) {
                callback.onCompletion(metadata, exception);
            }
        });
    }

    /**
     * Kafka Streams does the same before it commits; but some is written only then.
     *
     * @throws ProducerFencedException if another one has taken this one's place
     */
    private void await() {
        flush();
        Exception failure = failed.getAndSet(null);
        if (failure instanceof ProducerFencedException || failure instanceof InvalidProducerEpochException) {
            throw new ProducerFencedException(failure.getMessage());
        }
        if (failure != null) {
            throw new WritesFailedException(failure);
        }
    }

    @Override
    public void sendOffsetsToTransaction(
            Map<TopicPartition, OffsetAndMetadata> committing, ConsumerGroupMetadata group) {
        checkNotHeld();
        Map<TopicPartition, Long> offsets = plain(committing);
        held = true;
        try {
            gate.beforeCommit(offsets);
            await();
            held = false;
        } catch (ShardLostException | TaskMigratedException e) {
            // How Kafka Streams learns that a task moved: it aborts the transaction and joins the group again.
            throw new ProducerFencedException(e.getMessage());
        } catch (LandingUnavailableException | TaskCorruptedException | WritesFailedException e) {
            throw new TimeoutException(e.getMessage(), e);
        }
        super.sendOffsetsToTransaction(committing, group);
        adding = offsets;
    }

    @Override
    public void commitTransaction() {
        checkNotHeld();
        super.commitTransaction();
        gate.afterCommit(adding);
        adding = Map.of();
    }

    @Override
    public void abortTransaction() {
        held = false;
        failed.set(null);
        adding = Map.of();
        super.abortTransaction();
    }

    private void checkNotHeld() {
        if (held) {
            throw new TimeoutException("the segments of this transaction have not landed; it can only be aborted");
        }
    }

    static Map<TopicPartition, Long> plain(Map<TopicPartition, OffsetAndMetadata> committing) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        committing.forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }
}
