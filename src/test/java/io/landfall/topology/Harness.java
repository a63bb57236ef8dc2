package io.landfall.topology;

import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.decode.registry.RegisteredSchema;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.decode.registry.SubjectVersion;
import io.landfall.landing.CommitGate;
import io.landfall.landing.LandingListener;
import io.landfall.landing.parquet.SegmentReader;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.memory.HeapBudget;
import io.landfall.privacy.KeyRing;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.hadoop.conf.Configuration;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** A table's real topology in Kafka Streams' test driver: real stages and a real landing area, in a directory. */
public final class Harness implements AutoCloseable {
    static final Schema ORDER = new Schema.Parser()
            .parse(
                    """
                    {"type":"record","name":"Order","fields":[
                      {"name":"order_id","type":"long"},
                      {"name":"email","type":["null","string"],"default":null},
                      {"name":"quantity","type":"int"},
                      {"name":"ordered_at","type":{"type":"long","logicalType":"timestamp-millis"}}]}
                    """);
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final Registry registry;
    private final AtomicInteger nonces = new AtomicInteger();
    private final LocalObjectStore store;
    private final CommitGate gate;
    private final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> input;
    private final TestOutputTopic<byte[], byte[]> quarantine;
    final LandfallConfig config;
    final KeyRing keys = KeyRing.of("k1", Map.of("k1", new byte[32]));
    private final long committed;

    /** Schemas by id; the highest id is the newest version. */
    static final class Registry implements SchemaRegistry {
        final List<Schema> schemas = new ArrayList<>();

        @Override
        public Optional<RegisteredSchema> byId(int id) {
            return id < 1 || id > schemas.size()
                    ? Optional.empty()
                    : Optional.of(new RegisteredSchema(id, Optional.of(schemas.get(id - 1))));
        }

        @Override
        public Optional<SubjectVersion> newest(String subject) {
            return Optional.of(
                    new SubjectVersion(schemas.size(), byId(schemas.size()).orElseThrow()));
        }

        @Override
        public OptionalInt version(String subject, int id) {
            return OptionalInt.of(id);
        }
    }

    Harness(Path root, String table, long committed) {
        this(root, table, committed, ORDER);
    }

    /**
     * A table {@code bz_orders} on the topic {@code orders}, with one partition.
     *
     * @param table its section of {@code landfall.yaml}
     * @param committed the group's offset
     * @param schema the only version of its subject; its id is 1
     */
    public Harness(Path root, String table, long committed, Schema schema) {
        this.committed = committed;
        registry = new Registry();
        registry.schemas.add(schema);
        config = config(root, table);
        store = new LocalObjectStore(root.resolve("landing"));
        LandfallTopology topology = new LandfallTopology(
                config,
                new LandfallTopology.Dependencies(
                        registry,
                        keys,
                        store,
                        HeapBudget.of(1 << 29, config.landing().memory()),
                        CLOCK,
                        () -> "nonce-" + nonces.incrementAndGet(),
                        Runnable::run,
                        pause -> {},
                        LandingListener.NONE,
                        PipelineListener.NONE));
        gate = topology.gate();
        gate.attach(new CommitGate.GroupOffsets() {
            @Override
            public OptionalLong committed(TopicPartition partition) {
                return OptionalLong.of(Harness.this.committed);
            }

            @Override
            public long logStart(TopicPartition partition) {
                return 0;
            }
        });
        Topology streams = topology.topology(config.tables().values());
        Properties properties = new Properties();
        properties.put(StreamsConfig.STATE_DIR_CONFIG, root.resolve("state").toString());
        driver = new TopologyTestDriver(streams, properties, NOW);
        ByteArraySerializer bytes = new ByteArraySerializer();
        input = driver.createInputTopic("orders", bytes, bytes);
        ByteArrayDeserializer read = new ByteArrayDeserializer();
        quarantine = driver.createOutputTopic(config.quarantineTopic(), read, read);
    }

    private static LandfallConfig config(Path root, String table) {
        try {
            Path file = root.resolve("landfall.yaml");
            Files.writeString(
                    file,
                    """
                    application: test
                    source_system: TEST
                    kafka: { bootstrap_servers: "localhost:9092" }
                    schema_registry: { url: "http://localhost:8081" }
                    landing: { root: "file://%s" }
                    processing: { store: memory }
                    keys: { current: k1, ring: { k1: "${env:UNUSED}" } }
                    tables:
                      bz_orders:
                        topic: orders
                    %s
                    """
                            .formatted(root, table.indent(4).stripTrailing()));
            return ConfigLoader.load(file, Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GenericRecord order(long id, String email, int quantity) {
        GenericData.Record order = new GenericData.Record(ORDER);
        order.put("order_id", id);
        order.put("email", email);
        order.put("quantity", quantity);
        order.put("ordered_at", NOW.toEpochMilli() - 1000);
        return order;
    }

    static byte[] wire(int id, GenericRecord record) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            out.writeBytes(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
            BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
            new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends a record of the first schema. */
    public void send(GenericRecord record) {
        sendBytes(wire(1, record));
    }

    void sendBytes(byte[] payload) {
        sendKeyed(null, payload);
    }

    void sendKeyed(byte[] key, byte[] payload) {
        input.pipeInput(new TestRecord<>(key, payload, NOW));
    }

    /** A newer version of the subject, with the next id. */
    void evolve(Schema newer) {
        registry.schemas.add(newer);
    }

    /** What Kafka Streams does at each commit interval. */
    public void commit(long offset) {
        land(offset);
        gate.afterCommit(Map.of(new TopicPartition("orders", 0), offset));
    }

    void land(long offset) {
        gate.beforeCommit(Map.of(new TopicPartition("orders", 0), offset));
    }

    /** The folder of the table's segments. */
    public String folder() {
        return store.location() + "bz_orders";
    }

    /** What the table's segments say of themselves. */
    public List<SegmentFooter> segments() {
        return store.list("bz_orders/", "", 1000).stream()
                .map(path -> SegmentReader.footer(store, path))
                .toList();
    }

    List<GenericRecord> rows() {
        List<GenericRecord> rows = new ArrayList<>();
        for (String path : store.list("bz_orders/", "", 1000)) {
            try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                            HadoopInputFile.fromPath(
                                    new org.apache.hadoop.fs.Path(store.location() + path), new Configuration(false)))
                    .build()) {
                for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                    rows.add(row);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return rows;
    }

    List<byte[]> quarantined() {
        return quarantine.readValuesToList();
    }

    /** The process dies: nothing is landed or committed any more. State is lost, as under exactly once. */
    @Override
    public void close() {
        driver.close();
    }
}
