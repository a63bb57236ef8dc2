package io.landfall.local;

import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.S3Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What a demo that has ended left in its servers and logs, as text: the servers run once more to tell. */
public final class Remains implements AutoCloseable {
    private final LocalStack stack;

    /** @param folder of the demo's stack */
    public Remains(Path folder) {
        this.stack = LocalStack.start(folder);
    }

    /** Gives each object by its key: its bytes, then a segment's rows. */
    public void objects(Path temp, BiConsumer<String, String> consumer) throws IOException {
        try (S3Client s3 = stack.s3().client()) {
            for (S3Object object :
                    s3.listObjectsV2Paginator(b -> b.bucket(S3Server.BUCKET)).contents()) {
                Path file = temp.resolve(object.key().replace('/', '_'));
                s3.getObject(b -> b.bucket(S3Server.BUCKET).key(object.key()), file);
                consumer.accept(object.key(), text(Files.readAllBytes(file)));
                if (object.key().endsWith(".parquet")) {
                    consumer.accept(object.key(), rows(file));
                }
            }
        }
    }

    private static String rows(Path file) throws IOException {
        StringBuilder text = new StringBuilder();
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), new PlainParquetConfiguration())
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                text.append(row).append('\n');
            }
        }
        return text.toString();
    }

    /** Gives each record by its topic, but those of Kafka's own topics: key, value and headers. */
    public void records(BiConsumer<String, String> consumer) {
        try (KafkaConsumer<byte[], byte[]> kafka = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = kafka.listTopics().values().stream()
                    .flatMap(List::stream)
                    .filter(partition -> !partition.topic().startsWith("__"))
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            kafka.assign(partitions);
            kafka.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = kafka.endOffsets(partitions);
            while (partitions.stream().anyMatch(p -> kafka.position(p) < ends.get(p))) {
                for (ConsumerRecord<byte[], byte[]> record : kafka.poll(Duration.ofMillis(200))) {
                    StringBuilder text =
                            new StringBuilder(text(record.key())).append('\n').append(text(record.value()));
                    record.headers().forEach(header -> text.append('\n').append(text(header.value())));
                    consumer.accept(record.topic(), text.toString());
                }
            }
        }
    }

    /** Gives each process's log by its file's name. */
    public void logs(BiConsumer<String, String> consumer) throws IOException {
        try (Stream<Path> logs = Files.list(stack.folder().resolve("logs"))) {
            for (Path log : logs.toList()) {
                consumer.accept(log.getFileName().toString(), text(Files.readAllBytes(log)));
            }
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        stack.close();
    }
}
