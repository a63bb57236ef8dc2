package io.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.local.feed.SchemaRegistration;
import io.landfall.local.feed.Topics;
import io.landfall.local.feed.WireEncoder;
import io.landfall.local.stack.LocalStack;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Records that nobody can compress, each with a key of its own. One thread at a time. */
final class ReadingsFeed implements AutoCloseable {
    private final LocalStack stack;
    private final Schema schema;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, WireEncoder> encoders = new HashMap<>();
    private final Random random = new Random(5);
    private final AtomicReference<Exception> failure = new AtomicReference<>();
    private long sent;

    /**
     * @param fields of a record: texts and numbers in turns
     */
    ReadingsFeed(LocalStack stack, int fields) {
        this.stack = stack;
        this.schema = schema(fields);
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "linger.ms", "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static Schema schema(int count) {
        SchemaBuilder.FieldAssembler<Schema> fields =
                SchemaBuilder.record("Reading").fields();
        for (int i = 0; i < count; i++) {
            fields = i % 2 == 0 ? fields.optionalString("text" + i) : fields.requiredLong("number" + i);
        }
        return fields.endRecord();
    }

    /** Makes topics; all before the first record is sent. */
    void create(int partitions, String... topics) {
        try (Admin admin = Admin.create(Map.<String, Object>of("bootstrap.servers", stack.bootstrapServers()))) {
            for (String topic : topics) {
                Topics.create(admin, topic, partitions);
                int id = new SchemaRegistration(stack.registryUrl()).register(topic + "-value", schema);
                encoders.put(topic, new WireEncoder(schema, id));
            }
        }
    }

    void send(String topic, int partition, int records) {
        for (int i = 0; i < records; i++) {
            sendKey(topic, partition, sent);
        }
    }

    /** @param key a number; keys of other records are those up to {@link #sent()}, in the order in which they were sent */
    void sendKey(String topic, int partition, long key) {
        byte[] value = encoders.get(topic).encode(record());
        var unused = producer.send(
                new ProducerRecord<>(topic, partition, Long.toString(key).getBytes(StandardCharsets.US_ASCII), value),
                (metadata, exception) -> failure.compareAndSet(null, exception));
        sent++;
    }

    private GenericData.Record record() {
        GenericData.Record record = new GenericData.Record(schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), field.pos() % 2 == 0 ? "text " + random.nextInt() : (Object) random.nextLong());
        }
        return record;
    }

    /** Waits until the broker has what was sent. */
    void flush() {
        producer.flush();
        assertThat(failure.get()).isNull();
    }

    long sent() {
        return sent;
    }

    /** Waits until the broker has all of them. */
    @Override
    public void close() {
        producer.close();
        assertThat(failure.get()).isNull();
    }
}
