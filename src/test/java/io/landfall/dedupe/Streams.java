package io.landfall.dedupe;

import io.landfall.config.DedupeConfig;
import io.landfall.config.SourceConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import io.landfall.record.Position;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.SourceRecord;
import io.landfall.record.WriterSchema;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Tables and records for dedupe's tests. */
public final class Streams {
    public static final byte[] KEY =
            "a key of thirty-two bytes, or so".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
            {"type":"record","name":"Reading","namespace":"io.acme","fields":[
              {"name":"at","type":["null",{"type":"long","logicalType":"timestamp-millis"}]},
              {"name":"sensor","type":["null","string"]},
              {"name":"place","type":["null",{"type":"record","name":"Place","fields":[
                {"name":"street","type":["null","string"]},{"name":"no","type":"int"}]}]},
              {"name":"tags","type":{"type":"array","items":"string"}}]}""");

    private Streams() {}

    public static TableConfig table(String name, DedupeConfig.By by, Duration within) {
        return TestConfigs.table(name, "topic")
                .eventTime("at")
                .dedupe(by, within)
                .tombstones(SourceConfig.Tombstones.LAND)
                .build();
    }

    public static GenericData.Record value(Long at, String sensor) {
        GenericData.Record value = new GenericData.Record(SCHEMA);
        value.put("at", at);
        value.put("sensor", sensor);
        value.put("tags", List.of());
        return value;
    }

    static RawRecord record(long offset, long kafkaTime, byte[] key, GenericData.Record value, byte[] hash) {
        return new RawRecord(
                new SourceRecord(new Position("topic", 0, offset, kafkaTime), key, new byte[1]),
                value,
                new WriterSchema(1, "1.0.0"),
                hash,
                RecordStatus.ACTIVE);
    }

    public static RawRecord record(long offset, long kafkaTime, long at, int content) {
        byte[] hash = ByteBuffer.allocate(32).putInt(content).array();
        return record(offset, kafkaTime, hash, value(at, "s" + content), hash);
    }

    /**
     * Records whose contents recur within the window and beyond it: event time moves about a second per record, some
     * come late by several windows, some are far in the future or the past; offsets have gaps.
     */
    static List<RawRecord> random(Random random, int count, Duration within) {
        List<RawRecord> records = new ArrayList<>();
        long offset = random.nextInt(5000);
        long clock = 1_700_000_000_000L;
        int contents = 20 + random.nextInt(count / 4);
        for (int i = 0; i < count; i++) {
            offset += random.nextInt(20) == 0 ? 1 + random.nextInt(30) : 1;
            clock += random.nextInt(2000);
            long at = clock;
            int kind = random.nextInt(100);
            if (kind < 25) {
                at -= (long) (random.nextDouble() * 3 * within.toMillis());
            } else if (kind == 25) {
                at = 32_503_680_000_000L;
            } else if (kind == 26) {
                at = random.nextBoolean() ? 0 : Long.MIN_VALUE / 2;
            }
            records.add(record(offset, clock, at, random.nextInt(contents)));
        }
        return records;
    }
}
