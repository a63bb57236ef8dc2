package io.landfall.bronze;

import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.OffsetRanges;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.function.BiConsumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/** Lands segments in a local folder as the service would, with as many rows as offsets unless told otherwise. */
public final class Segments {
    private static final Instant LANDED = Instant.parse("2026-03-01T10:00:00Z");

    private final Path root;
    private final Instant landed;

    public Segments(Path root) {
        this(root, LANDED);
    }

    private Segments(Path root, Instant landed) {
        this.root = root;
        this.landed = landed;
    }

    /** The same, at another time. */
    public Segments at(Instant time) {
        return new Segments(root, time);
    }

    /** A segment with a row per offset of {@code [start, end)}; {@code fill} sets the columns other than the position. */
    public SegmentKey land(Shard shard, long start, long end, Schema schema, BiConsumer<GenericRecord, Long> fill) {
        return write(shard, start, end, end - start, schema, fill);
    }

    /** A segment whose range produced no rows. */
    public SegmentKey landNothing(Shard shard, long start, long end, Schema schema) {
        return write(shard, start, end, 0, schema, (row, offset) -> {});
    }

    /** Puts something in a segment's place that is none. */
    public void spoil(SegmentKey key) throws IOException {
        Path file = root.resolve(key.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, "no Parquet");
    }

    private SegmentKey write(
            Shard shard, long start, long end, long rows, Schema schema, BiConsumer<GenericRecord, Long> fill) {
        SegmentKey key = shard.segmentAt(start);
        SegmentFooter footer = new SegmentFooter(
                key,
                end,
                start,
                new Ledger(end - start, rows, end - start - rows, 0, 0, 0),
                OffsetRanges.parse(""),
                "nonce",
                "schema",
                "policy",
                landed);
        Path file = root.resolve(key.path());
        Path open = root.resolve("open.parquet");
        GenericData data = new GenericData();
        try {
            Files.createDirectories(file.getParent());
            try (ParquetWriter<GenericRecord> writer = AvroParquetWriter.<GenericRecord>builder(
                            new LocalOutputFile(open))
                    .withSchema(schema)
                    .withDataModel(data)
                    .withConf(conf())
                    .withExtraMetaData(footer.toFooter())
                    .withCompressionCodec(CompressionCodecName.ZSTD)
                    .build()) {
                for (long offset = start; offset < start + rows; offset++) {
                    GenericRecord row = new GenericData.Record(schema);
                    row.put("source_topic", shard.topic());
                    row.put("source_partition", shard.partition());
                    row.put("source_offset", offset);
                    row.put("source_timestamp", landed.toEpochMilli() - 1000);
                    row.put("batch_id", key.batchId());
                    row.put("landed_at", landed.toEpochMilli());
                    fill.accept(row, offset);
                    writer.write(row);
                }
            }
            Files.move(open, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return key;
    }

    private static Configuration conf() {
        Configuration conf = new Configuration(false);
        conf.setBoolean("parquet.avro.write-old-list-structure", false);
        return conf;
    }
}
