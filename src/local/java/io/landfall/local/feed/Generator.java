package io.landfall.local.feed;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.avro.generic.GenericRecord;

/**
 * Makes records in blocks. A block is a function of the seed, its number and its start: it can be made again, so a producer
 * that was killed finds out what it had produced. Records are sent again within their block only, in the same partition and
 * after the first of them.
 */
public final class Generator {
    /** Records of a full block. */
    public static final int BLOCK = 1_000;

    /** Of a thousand records so many are sent again, hold a wrong value, cannot be read, are tombstones. */
    private static final int DUPLICATES = 50;

    private static final int DIRTY = 50;
    private static final int POISON = 8;
    private static final int TOMBSTONES = 4;

    private static final int UNKNOWN_SCHEMA = 987_654_321;

    private final long seed;
    private final Map<GeneratedTable, Rows> rows = new EnumMap<>(GeneratedTable.class);
    private final Map<GeneratedTable, WireEncoder> encoders = new EnumMap<>(GeneratedTable.class);

    /**
     * A generator.
     *
     * @param schemaIds the registry's ids of the tables' value schemas
     */
    public Generator(long seed, Map<GeneratedTable, Integer> schemaIds) {
        this.seed = seed;
        for (GeneratedTable table : GeneratedTable.values()) {
            rows.put(table, table.rows());
            encoders.put(table, new WireEncoder(table.schema(), schemaIds.get(table)));
        }
    }

    /**
     * The first records of a block, a millisecond apart.
     *
     * @param number from 0
     * @param records at most {@link #BLOCK}
     * @param start when the first of them happened
     */
    public List<Message> block(long number, int records, Instant start) {
        RandomGenerator random = new SplittableRandom(seed * 1_000_003 + number);
        Map<GeneratedTable, List<Message>> sent = new EnumMap<>(GeneratedTable.class);
        List<Message> block = new ArrayList<>(records);
        for (int i = 0; i < records; i++) {
            long record = number * BLOCK + i;
            GeneratedTable table = GeneratedTable.of(record);
            List<Message> earlier = sent.computeIfAbsent(table, t -> new ArrayList<>());
            long time = start.toEpochMilli() + i;
            int die = random.nextInt(1_000);
            Message message = die < DUPLICATES && !earlier.isEmpty()
                    ? again(People.pick(earlier, random), time)
                    : fresh(table, table.numberOf(record), time, die, random);
            if (message.fate() == Expected.ROW && message.value() != null) {
                earlier.add(message);
            }
            block.add(message);
        }
        return block;
    }

    private static Message again(Message first, long time) {
        return new Message(first.table(), first.key(), first.value(), time, Expected.DUPLICATE);
    }

    private Message fresh(GeneratedTable table, long number, long time, int die, RandomGenerator random) {
        if (die >= 1_000 - TOMBSTONES) {
            return tombstone(table, number, time);
        }
        byte[] key = key(table.id(number));
        GenericRecord row = rows.get(table).row(number, TimeUnit.MILLISECONDS.toMicros(time), random);
        if (die >= 1_000 - TOMBSTONES - POISON) {
            return new Message(table.table(), key, poison(table, row, random), time, Expected.QUARANTINED);
        }
        if (die >= 1_000 - TOMBSTONES - POISON - DIRTY) {
            rows.get(table).spoil(row, random);
        }
        return new Message(table.table(), key, encoders.get(table).encode(row), time, Expected.ROW);
    }

    /** Of the row before. A customer's deletion lands as a row; other tables' only count. */
    private static Message tombstone(GeneratedTable table, long number, long time) {
        Expected fate = table == GeneratedTable.CUSTOMERS ? Expected.ROW : Expected.SKIPPED;
        return new Message(table.table(), key(table.id(number) - 1), null, time, fate);
    }

    private static byte[] key(long id) {
        return Long.toString(id).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] poison(GeneratedTable table, GenericRecord row, RandomGenerator random) {
        WireEncoder encoder = encoders.get(table);
        return switch (random.nextInt(4)) {
            case 0 -> "{\"id\": 1}".getBytes(StandardCharsets.UTF_8);
            case 1 -> new WireEncoder(row.getSchema(), UNKNOWN_SCHEMA).encode(row);
            case 2 -> {
                byte[] whole = encoder.encode(row);
                yield Arrays.copyOf(whole, whole.length / 2);
            }
            default -> {
                rows.get(table).removeRequired(row);
                yield encoder.encode(row);
            }
        };
    }
}
