package io.landfall.local.bench;

import io.landfall.config.LandingConfig.Compression;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.codec.ZstandardCodec;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * The least that any of them has to do: a bare consumer, Avro's own reader, Parquet's own writer with Landfall's settings, a
 * file a partition, and nothing else: no registry, no commits, no metadata.
 */
public final class LimitMain {
    private static final int HEADER = 5;
    private static final long ROW_GROUP = 32L << 20;
    private static final int PAGE = 1 << 20;
    private static final Duration POLL = Duration.ofMillis(100);

    private final String bootstrapServers;
    private final String topic;
    private final Schema schema;
    private final Path output;

    private LimitMain(String bootstrapServers, String topic, Schema schema, Path output) {
        this.bootstrapServers = bootstrapServers;
        this.topic = topic;
        this.schema = schema;
        this.output = output;
    }

    /** The arguments are bootstrap servers, topic, workload, folder for the output, and number of threads. */
    public static void main(String[] args) throws InterruptedException, ExecutionException {
        Schema schema = Workload.valueOf(args[2]).schema();
        LimitMain limit = new LimitMain(args[0], args[1], schema, Path.of(args[3]));
        int threads = Integer.parseInt(args[4]);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> shares = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            int remainder = i;
            shares.add(pool.submit(() -> limit.copy(remainder, threads)));
        }
        try {
            for (Future<?> share : shares) {
                share.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    /** Copies every partition whose number leaves this remainder. */
    private void copy(int remainder, int threads) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> mine = IntStream.range(
                            0, consumer.partitionsFor(topic).size())
                    .filter(partition -> partition % threads == remainder)
                    .mapToObj(partition -> new TopicPartition(topic, partition))
                    .toList();
            consumer.assign(mine);
            Map<TopicPartition, Copy> copies =
                    mine.stream().collect(Collectors.toMap(partition -> partition, partition -> new Copy(partition)));
            Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(mine));
            while (!ends.isEmpty()) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (TopicPartition partition : records.partitions()) {
                    Copy copy = copies.get(partition);
                    records.records(partition).forEach(record -> copy.copy(record.value()));
                }
                ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
            }
            copies.values().forEach(Copy::close);
        }
    }

    /** One partition's file. */
    private final class Copy {
        private final GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
        private final ParquetWriter<GenericRecord> writer;
        private BinaryDecoder decoder;
        private GenericRecord row;

        Copy(TopicPartition partition) {
            Path file = output.resolve(partition.partition() + ".parquet");
            try {
                PlainParquetConfiguration settings = new PlainParquetConfiguration();
                settings.setInt(ZstandardCodec.PARQUET_COMPRESS_ZSTD_LEVEL, Compression.ZSTD_LEVEL);
                writer = AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
                        .withSchema(schema)
                        .withDataModel(GenericData.get())
                        .withConf(settings)
                        .withCompressionCodec(CompressionCodecName.ZSTD)
                        .withRowGroupSize(ROW_GROUP)
                        .withPageSize(PAGE)
                        .build();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void copy(byte[] value) {
            try {
                decoder = DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, decoder);
                row = reader.read(row, decoder);
                writer.write(row);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void close() {
            try {
                writer.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
