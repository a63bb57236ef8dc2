package io.landfall.local.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.local.feed.SchemaRegistration;
import io.landfall.local.feed.Topics;
import io.landfall.local.feed.WireEncoder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.random.RandomGenerator;
import org.apache.avro.Schema;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The topic that all read. A function of workload and number of records, so it is made once and used again.
 *
 * @param unique records that repeat no other
 * @param valueBytes of all values together
 */
record BenchTopic(String name, Workload workload, int schemaId, long records, long unique, long valueBytes) {
    static final int PARTITIONS = 4;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long SEED = 20_260_101;
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DUPLICATES_PER_THOUSAND = 50;
    /** How far back a duplicate's first is, at most, in records. */
    private static final int MEMORY = 1_024;

    /**
     * Finds it, or makes it.
     *
     * @param folder remembers what was made
     */
    static BenchTopic ensure(Path folder, String bootstrapServers, String registryUrl, Workload workload, long records)
            throws IOException {
        String name = "bench-" + workload.id() + "-" + records;
        Path made = folder.resolve(name + ".json");
        Schema schema = workload.schema();
        int id = new SchemaRegistration(registryUrl).register(name + "-value", schema);
        if (Files.exists(made)) {
            BenchTopic topic = JSON.readValue(made.toFile(), BenchTopic.class);
            if (topic.schemaId == id) {
                return topic;
            }
            Files.delete(made);
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            KafkaState.deleteTopics(admin, name::equals);
            Topics.create(admin, name, PARTITIONS);
        }
        BenchTopic topic = produce(bootstrapServers, name, workload, id, records);
        JSON.writeValue(made.toFile(), topic);
        return topic;
    }

    private static BenchTopic produce(
            String bootstrapServers, String name, Workload workload, int schemaId, long records) {
        Schema schema = workload.schema();
        WireEncoder encoder = new WireEncoder(schema, schemaId);
        RandomGenerator random = new SplittableRandom(SEED);
        Sent[] last = new Sent[MEMORY];
        AtomicReference<Exception> failure = new AtomicReference<>();
        long unique = 0;
        long valueBytes = 0;
        try (KafkaProducer<byte[], byte[]> producer = producer(bootstrapServers)) {
            for (long i = 0; i < records; i++) {
                long time = START.toEpochMilli() + i;
                Sent sent = last[random.nextInt(MEMORY)];
                if (sent == null || random.nextInt(1_000) >= DUPLICATES_PER_THOUSAND) {
                    sent = fresh(workload, schema, encoder, i, time, random);
                    last[(int) (unique++ % MEMORY)] = sent;
                }
                valueBytes += sent.value.length;
                var unused = producer.send(
                        new ProducerRecord<>(name, sent.partition, time, sent.key, sent.value), (metadata, e) -> {
                            if (e != null) {
                                failure.compareAndSet(null, e);
                            }
                        });
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("cannot produce", failure.get());
        }
        return new BenchTopic(name, workload, schemaId, records, unique, valueBytes);
    }

    @SuppressWarnings("ArrayRecordComponent") // carried, not compared
    private record Sent(int partition, byte[] key, byte[] value) {}

    private static Sent fresh(
            Workload workload, Schema schema, WireEncoder encoder, long id, long time, RandomGenerator random) {
        byte[] value = encoder.encode(workload.rows().row(schema, id, TimeUnit.MILLISECONDS.toMicros(time), random));
        byte[] key = Long.toString(id).getBytes(StandardCharsets.US_ASCII);
        return new Sent((int) (id % PARTITIONS), key, value);
    }

    private static KafkaProducer<byte[], byte[]> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "linger.ms",
                        "20",
                        "batch.size",
                        Integer.toString(128 << 10),
                        "compression.type",
                        "lz4"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }
}
