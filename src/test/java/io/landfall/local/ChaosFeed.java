package io.landfall.local;

import io.landfall.local.feed.SchemaRegistration;
import io.landfall.local.feed.WireEncoder;
import io.landfall.local.stack.LocalStack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Produces records, duplicates and poison, and remembers at which offset each went. */
final class ChaosFeed {
    /** What has to become of a record. */
    enum Fate {
        ROW,
        DUPLICATE,
        QUARANTINED
    }

    private static final Schema SCHEMA = SchemaBuilder.record("Reading")
            .fields()
            .requiredLong("id")
            .requiredString("text")
            .endRecord();
    /** Batches that the records of an allowance come in, one every {@link #PAUSE}: as long as most incidents take. */
    private static final int BATCHES = 200;

    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final byte[] POISON = {1, 2, 3};

    private final LocalStack stack;
    private final List<TopicPartition> partitions = new ArrayList<>();
    private final Map<TopicPartition, List<Long>> ids = new HashMap<>();
    private final Map<TopicPartition, NavigableMap<Long, Fate>> fates = new ConcurrentHashMap<>();
    private final Map<String, WireEncoder> encoders = new HashMap<>();
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private volatile Allowance allowed = new Allowance(0, 1);
    private final Random random;
    private final int records;

    ChaosFeed(LocalStack stack, List<String> topics, int partitionsEach, int records, long seed) {
        this.stack = stack;
        this.records = records;
        this.random = new Random(seed);
        for (String topic : topics) {
            int id = new SchemaRegistration(stack.registryUrl()).register(topic + "-value", SCHEMA);
            encoders.put(topic, new WireEncoder(SCHEMA, id));
            for (int partition = 0; partition < partitionsEach; partition++) {
                TopicPartition each = new TopicPartition(topic, partition);
                partitions.add(each);
                ids.put(each, new ArrayList<>());
                fates.put(each, new ConcurrentSkipListMap<>());
            }
        }
    }

    /**
     * @param upTo so many records may be produced by now
     * @param batch that come at once
     */
    private record Allowance(long upTo, long batch) {}

    /** So many records may be produced by now: not at once, but over some seconds. */
    void allow(long count) {
        allowed = new Allowance(count, Math.max(1, (count - allowed.upTo) / BATCHES));
    }

    /** Produces all records, as they are allowed. */
    void produce() {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", stack.bootstrapServers(),
                        "enable.idempotence", "true",
                        "linger.ms", "10",
                        "delivery.timeout.ms", "300000"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (long number = 0; number < records; number++) {
                while (number >= allowed.upTo) {
                    Thread.sleep(PAUSE.toMillis());
                }
                if (number % allowed.batch == 0) {
                    Thread.sleep(PAUSE.toMillis());
                }
                send(producer, partitions.get(random.nextInt(partitions.size())), number);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        if (failure.get() != null) {
            throw new IllegalStateException("not everything could be produced", failure.get());
        }
    }

    private void send(KafkaProducer<byte[], byte[]> producer, TopicPartition partition, long number) {
        int dice = random.nextInt(100);
        List<Long> known = ids.get(partition);
        Fate fate = dice == 0 ? Fate.QUARANTINED : dice <= 5 && !known.isEmpty() ? Fate.DUPLICATE : Fate.ROW;
        long id = fate == Fate.DUPLICATE ? known.get(random.nextInt(known.size())) : number;
        if (fate == Fate.ROW) {
            known.add(id);
        }
        byte[] value = fate == Fate.QUARANTINED
                ? POISON
                : encoders.get(partition.topic()).encode(record(id));
        var unused = producer.send(
                new ProducerRecord<>(partition.topic(), partition.partition(), null, value), (metadata, exception) -> {
                    if (exception == null) {
                        fates.get(partition).put(metadata.offset(), fate);
                    } else {
                        failure.compareAndSet(null, exception);
                    }
                });
    }

    private static GenericData.Record record(long id) {
        GenericData.Record record = new GenericData.Record(SCHEMA);
        record.put("id", id);
        record.put("text", "reading number " + id);
        return record;
    }

    /** What has to become of the record at each offset. */
    Map<TopicPartition, NavigableMap<Long, Fate>> fates() {
        return fates;
    }

    /** The offset after the last record of each partition. */
    Map<TopicPartition, Long> ends() {
        Map<TopicPartition, Long> ends = new TreeMap<>(ChaosChecker.ORDER);
        fates.forEach((partition, each) -> ends.put(partition, each.isEmpty() ? 0 : each.lastKey() + 1));
        return ends;
    }
}
