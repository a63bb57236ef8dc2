package io.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.landfall.local.ChaosFeed.Fate;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.S3Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.parquet.avro.AvroParquetReader;
import org.apache.parquet.avro.AvroReadSupport;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.io.LocalInputFile;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Checks what landed against what was produced. It knows the layout of segments, and none of the code that writes them. */
final class ChaosChecker {
    static final Comparator<TopicPartition> ORDER =
            Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Schema POSITION = SchemaBuilder.record("position")
            .fields()
            .optionalInt("source_partition")
            .optionalLong("source_offset")
            .endRecord();

    private final LocalStack stack;
    private final String prefix;
    private final Path folder;
    private final Map<String, Segment> segments = new HashMap<>();

    /** A segment as its name and footer describe it. */
    private record Segment(TopicPartition partition, long start, Path file, Map<String, String> footer) {
        long number(String key) {
            return Long.parseLong(footer.get("landfall." + key));
        }

        Set<Long> quarantined() {
            Set<Long> offsets = new TreeSet<>();
            for (String range : footer.get("landfall.quarantined.offsets").split(",", -1)) {
                if (!range.isEmpty()) {
                    long[] ends = Arrays.stream(range.split("-", -1))
                            .mapToLong(Long::parseLong)
                            .toArray();
                    for (long offset = ends[0]; offset <= ends[ends.length - 1]; offset++) {
                        offsets.add(offset);
                    }
                }
            }
            return offsets;
        }
    }

    ChaosChecker(LocalStack stack, String prefix, Path folder) {
        this.stack = stack;
        this.prefix = prefix;
        this.folder = folder;
    }

    /** Where the segments of each partition end, as far as they have landed. */
    Map<TopicPartition, Long> ends() throws IOException {
        Map<TopicPartition, Long> ends = new TreeMap<>(ORDER);
        for (Segment segment : segments()) {
            ends.merge(segment.partition, segment.number("end"), Math::max);
        }
        return ends;
    }

    private List<Segment> segments() throws IOException {
        try (S3Client client = stack.s3().client()) {
            for (S3Object object : client.listObjectsV2Paginator(
                            b -> b.bucket(S3Server.BUCKET).prefix(prefix + "/bz_"))
                    .contents()) {
                String[] path = object.key().split("/", -1);
                if (path.length == 6 && path[5].matches("[0-9]{20}[.]parquet") && !segments.containsKey(object.key())) {
                    Path file = folder.resolve(object.key());
                    Files.createDirectories(file.getParent());
                    client.getObject(b -> b.bucket(S3Server.BUCKET).key(object.key()), file);
                    segments.put(object.key(), segment(path, file));
                }
            }
        }
        return segments.values().stream()
                .sorted(Comparator.comparing(Segment::partition, ORDER).thenComparing(Segment::start))
                .toList();
    }

    private static Segment segment(String[] path, Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return new Segment(
                    new TopicPartition(path[3], Integer.parseInt(path[4])),
                    Long.parseLong(path[5].replace(".parquet", "")),
                    file,
                    reader.getFooter().getFileMetaData().getKeyValueMetaData());
        }
    }

    /**
     * Each position in exactly one place, chains without gap or overlap, and each segment in balance.
     *
     * @return how many segments that took
     */
    long check(Map<TopicPartition, NavigableMap<Long, Fate>> fates) throws IOException {
        Map<TopicPartition, Long> next = new HashMap<>();
        List<Segment> all = segments();
        for (Segment segment : all) {
            long end = segment.number("end");
            assertThat(segment.start)
                    .as("%s: a gap or an overlap", segment)
                    .isEqualTo(next.getOrDefault(segment.partition, 0L));
            next.put(segment.partition, end);
            NavigableMap<Long, Fate> range = fates.get(segment.partition).subMap(segment.start, true, end, false);
            assertThat(offsets(segment)).as("rows of %s", segment).isEqualTo(with(Fate.ROW, range));
            assertThat(segment.quarantined())
                    .as("quarantined by %s", segment)
                    .isEqualTo(Set.copyOf(with(Fate.QUARANTINED, range)));
            assertThat(List.of(
                            segment.number("read"),
                            segment.number("rows"),
                            segment.number("duplicates"),
                            segment.number("quarantined"),
                            segment.number("skipped"),
                            segment.number("expired")))
                    .as("ledger of %s", segment)
                    .isEqualTo(List.of(
                            (long) range.size(),
                            count(Fate.ROW, range),
                            count(Fate.DUPLICATE, range),
                            count(Fate.QUARANTINED, range),
                            0L,
                            0L));
        }
        return all.size();
    }

    private static long count(Fate fate, NavigableMap<Long, Fate> range) {
        return Collections.frequency(range.values(), fate);
    }

    private static List<Long> with(Fate fate, NavigableMap<Long, Fate> range) {
        return range.entrySet().stream()
                .filter(entry -> entry.getValue() == fate)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static List<Long> offsets(Segment segment) throws IOException {
        List<Long> offsets = new ArrayList<>();
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(segment.file), new PlainParquetConfiguration())
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                assertThat(row.get("source_partition")).isEqualTo(segment.partition.partition());
                offsets.add((Long) row.get("source_offset"));
            }
        }
        return offsets;
    }

    /**
     * Each row of the segments is in bronze once, and nothing else.
     *
     * @param tables the folder of each topic's Delta table
     * @return how many rows that were
     */
    static long checkBronze(Map<String, Path> tables, Map<TopicPartition, NavigableMap<Long, Fate>> fates)
            throws IOException {
        long rows = 0;
        for (Map.Entry<String, Path> table : tables.entrySet()) {
            Map<TopicPartition, List<Long>> expected = new TreeMap<>(ORDER);
            fates.forEach((partition, offsets) -> {
                List<Long> landed = with(Fate.ROW, offsets);
                if (partition.topic().equals(table.getKey()) && !landed.isEmpty()) {
                    expected.put(partition, landed);
                }
            });
            Map<TopicPartition, List<Long>> found = new TreeMap<>(ORDER);
            for (Path file : dataFiles(table.getValue())) {
                readBronze(table.getKey(), file, found);
            }
            found.values().forEach(Collections::sort);
            assertThat(found).as("rows of %s in bronze", table.getKey()).isEqualTo(expected);
            rows += found.values().stream().mapToLong(List::size).sum();
        }
        return rows;
    }

    /** The files that a Delta table consists of: added by its log and not removed. */
    private static List<Path> dataFiles(Path table) throws IOException {
        Set<String> files = new TreeSet<>();
        try (Stream<Path> log = Files.list(table.resolve("_delta_log"))) {
            for (Path commit : log.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (String line : Files.readAllLines(commit)) {
                    JsonNode action = JSON.readTree(line);
                    if (action.has("add")) {
                        files.add(action.get("add").get("path").asText());
                    } else if (action.has("remove")) {
                        files.remove(action.get("remove").get("path").asText());
                    }
                }
            }
        }
        return files.stream().map(table::resolve).toList();
    }

    private static void readBronze(String topic, Path file, Map<TopicPartition, List<Long>> found) throws IOException {
        PlainParquetConfiguration onlyPositions = new PlainParquetConfiguration();
        onlyPositions.set(AvroReadSupport.AVRO_REQUESTED_PROJECTION, POSITION.toString());
        onlyPositions.set("parquet.avro.read.schema", POSITION.toString());
        try (ParquetReader<GenericRecord> reader = AvroParquetReader.<GenericRecord>builder(
                        new LocalInputFile(file), onlyPositions)
                .build()) {
            for (GenericRecord row = reader.read(); row != null; row = reader.read()) {
                found.computeIfAbsent(
                                new TopicPartition(topic, (Integer) row.get("source_partition")),
                                none -> new ArrayList<>())
                        .add((Long) row.get("source_offset"));
            }
        }
    }

    /** What the group committed: what landed beyond it is read again. */
    Map<TopicPartition, Long> committed(String group) throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed = new TreeMap<>(ORDER);
        try (Admin admin = stack.broker().admin()) {
            admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .forEach((partition, offset) -> committed.put(partition, offset.offset()));
        }
        return committed;
    }

    /** For readers of committed records, each poison record is in the quarantine topic once. */
    void checkQuarantine(String topic, Map<TopicPartition, NavigableMap<Long, Fate>> fates) throws IOException {
        Map<String, Integer> surplus = new TreeMap<>();
        fates.forEach((partition, each) ->
                with(Fate.QUARANTINED, each).forEach(offset -> surplus.put(partition + "@" + offset, -1)));
        for (String entry : quarantined(topic)) {
            surplus.merge(entry, 1, Integer::sum);
        }
        surplus.values().removeIf(count -> count == 0);
        assertThat(surplus)
                .as("positions that are in quarantine too often, or are not (-1)")
                .isEmpty();
    }

    /** The source positions of all that was committed; what is in a transaction that is still open is waited for. */
    private List<String> quarantined(String topic) throws IOException {
        List<String> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> committed = reader("read_committed");
                KafkaConsumer<byte[], byte[]> all = reader("read_uncommitted")) {
            List<TopicPartition> partitions = committed.partitionsFor(topic).stream()
                    .map(p -> new TopicPartition(p.topic(), p.partition()))
                    .toList();
            committed.assign(partitions);
            committed.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = all.endOffsets(partitions);
            Instant deadline = Instant.now().plus(Duration.ofMinutes(3));
            while (partitions.stream().anyMatch(p -> committed.position(p) < ends.get(p))) {
                assertThat(Instant.now())
                        .as("a transaction of %s is still open", topic)
                        .isBefore(deadline);
                for (ConsumerRecord<byte[], byte[]> record : committed.poll(Duration.ofMillis(200))) {
                    JsonNode entry = JSON.readTree(record.value());
                    found.add(entry.get("topic").asText() + "-" + entry.get("partition") + "@" + entry.get("offset"));
                }
            }
        }
        return found;
    }

    private KafkaConsumer<byte[], byte[]> reader(String isolation) {
        return new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers(), "isolation.level", isolation),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }
}
