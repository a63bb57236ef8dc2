package io.landfall.local.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.local.feed.Expected;
import io.landfall.local.feed.Message;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Random files, as messages, and back: each text is that of the file, and rows are the same only if their texts are. */
class CsvRoundTripTest {
    private static final int WIRE_HEADER = 5;
    private static final List<String> ODD = List.of(
            "",
            " ",
            "007",
            "1.10",
            "1.1",
            "1.0",
            "-0",
            "0",
            "1E5",
            "12e3",
            "+1",
            "NaN",
            "Infinity",
            "1,5",
            "1.000,5",
            "TRUE",
            "true",
            "false",
            "NULL",
            "9223372036854775807",
            "9223372036854775808",
            "89490200001234567890",
            "0.1",
            "1e400",
            "2024-02-30",
            "2024-02-29",
            "05/02/2024",
            "2024-02-30 10:00:00",
            "2023-02-28 24:00:00",
            "0001-01-01",
            "2026-01-31T10:00:00+02:00",
            "2026-01-31T10:00:00Z",
            "2026-01-31 10:00:00.5",
            "x\"y",
            "a;b",
            "a,b",
            "a\tb",
            "a|b",
            "two\nlines",
            "two\r\nlines",
            "r\r",
            "ü",
            "sep=;",
            "# x",
            "'",
            "\\N",
            "5\"",
            "12345678901234567",
            "0.30000000000000004");
    private static final List<String> SEPARATORS = List.of(",", ";", "\t", "|", ":");

    /** Line ends that may be in one file: CR, and LF after an empty cell, would be one end. */
    private static final List<List<String>> ENDS = List.of(List.of("\n"), List.of("\r"), List.of("\n", "\r\n"));

    private static final List<String> DAMAGES = List.of("\"", ",", ";", "\n", "\r", "\0", "\u00FF", "x", "\t");
    private static final String SECRET = "Miller";

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"1, 1500", "2, 1500"})
    void shouldGiveBackEachText(long seed, int files) throws IOException {
        Random random = new Random(seed);
        int typed = 0;
        for (int i = 0; i < files; i++) {
            String separator = pick(random, SEPARATORS);
            List<List<@Nullable String>> rows = rows(random, 1 + random.nextInt(4));
            Charset charset = random.nextInt(4) == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
            String csv = (charset.equals(StandardCharsets.UTF_16LE) || random.nextBoolean() ? "\uFEFF" : "")
                    + write(random, rows, separator);
            Path file = Files.write(folder.resolve("it.csv"), csv.getBytes(charset));

            CsvOptions options = CsvOptions.of(Optional.empty(), Optional.of(separator), OptionalLong.of(1));
            CsvFeed feed = new CsvFeed(CsvFile.open(file, options), "bz_it", List.of(), Map.of());
            List<List<@Nullable String>> read = new ArrayList<>();
            HashSet<List<@Nullable String>> seen = new HashSet<>();
            List<String> told = feed.description().stream()
                    .filter(line -> line.contains(" -> "))
                    .toList();
            feed.forEach(1, 0, message -> {
                List<@Nullable String> row = texts(message, feed.avro(), told);
                assertThat(message.fate()).isEqualTo(seen.add(row) ? Expected.ROW : Expected.DUPLICATE);
                read.add(row);
            });
            assertThat(read).as("seed %d, file %d", seed, i).isEqualTo(rows.subList(1, rows.size()));
            assertThat(feed.rows()).isEqualTo(rows.size() - 1);
            typed += told.stream().anyMatch(line -> !line.contains(": string")) ? 1 : 0;
        }
        assertThat(typed).as("files with a typed column").isGreaterThan(files / 4);
    }

    /** Bytes of a sound file, some of them replaced, doubled or left out. */
    @ParameterizedTest
    @ValueSource(longs = {3, 4})
    void shouldReadOrRefuseWhateverTheBytesAreAndNeverTellThem(long seed) throws IOException {
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 1_500; i++) {
            byte[] sound = write(random, rows(random, 1 + random.nextInt(3)), pick(random, SEPARATORS))
                    .replace("true", SECRET)
                    .getBytes(random.nextInt(4) == 0 ? StandardCharsets.UTF_16 : StandardCharsets.UTF_8);
            Path file = Files.write(folder.resolve("it.csv"), damaged(random, sound));
            try {
                CsvFeed feed = new CsvFeed(CsvFile.open(file), "bz_it", List.of(), Map.of());
                long[] messages = {0};
                feed.forEach(1, 0, message -> messages[0]++);
                assertThat(messages[0]).as("seed %d, file %d", seed, i).isEqualTo(feed.rows());
            } catch (CsvException e) {
                refused++;
                assertThat(e).hasMessageStartingWith("it.csv").hasMessageNotContaining(SECRET.substring(0, 5));
            }
        }
        assertThat(refused).isBetween(300, 1_200);
    }

    private static byte[] damaged(Random random, byte[] sound) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int odds = sound.length * (1 + random.nextInt(3)) + 1;
        for (byte b : sound) {
            int what = random.nextInt(odds);
            if (what == 0) {
                bytes.write(pick(random, DAMAGES).charAt(0));
            } else if (what == 1) {
                bytes.write(b);
            }
            if (what != 2) {
                bytes.write(b);
            }
        }
        return bytes.toByteArray();
    }

    /** Null is an empty cell. Each column is of one kind, now and then with an odd text. */
    private static List<List<@Nullable String>> rows(Random random, int columns) {
        List<List<@Nullable String>> rows = new ArrayList<>();
        List<@Nullable String> header = new ArrayList<>();
        int[] kinds = new int[columns];
        int[] odds = new int[columns];
        for (int i = 0; i < columns; i++) {
            header.add("c" + i);
            kinds[i] = random.nextInt(9);
            odds[i] = random.nextInt(3) == 0 ? 10 : Integer.MAX_VALUE;
        }
        rows.add(header);
        int count = 1 + random.nextInt(12);
        while (rows.size() <= count) {
            if (rows.size() > 1 && random.nextInt(8) == 0) {
                rows.add(rows.get(1 + random.nextInt(rows.size() - 1)));
                continue;
            }
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 0; i < columns; i++) {
                row.add(random.nextInt(odds[i]) == 0 ? pick(random, ODD) : cell(random, kinds[i]));
            }
            rows.add(row);
        }
        return rows;
    }

    private static @Nullable String cell(Random random, int kind) {
        if (random.nextInt(20) == 0) {
            return null;
        }
        return switch (kind) {
            case 0 -> Long.toString(random.nextInt(100) - 50);
            case 1 -> Long.toString(random.nextLong());
            case 2 -> String.format(Locale.ROOT, "%.2f", random.nextDouble() * 1000 - 500);
            case 3 -> Double.toString(random.nextInt(1000) / 8.0);
            case 4 -> random.nextBoolean() ? Double.toString(random.nextDouble()) : Integer.toString(random.nextInt(9));
            case 5 -> Boolean.toString(random.nextBoolean());
            case 6 -> LocalDate.ofEpochDay(random.nextInt(60_000) - 20_000).toString();
            case 7 ->
                DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS", Locale.ROOT)
                        .format(Instant.ofEpochMilli(random.nextInt() * 1_000L + random.nextInt(1_000))
                                .atOffset(ZoneOffset.UTC));
            default -> pick(random, ODD);
        };
    }

    /** As RFC 4180 has it, with more quotes than needed. */
    private static String write(Random random, List<List<@Nullable String>> rows, String separator) {
        List<String> ends = ENDS.get(random.nextInt(ENDS.size()));
        return rows.stream()
                .map(row -> row.stream()
                        .map(cell -> quoted(random, cell, separator))
                        .collect(Collectors.joining(separator)))
                .map(line -> line + pick(random, ends))
                .collect(Collectors.joining());
    }

    private static String quoted(Random random, @Nullable String cell, String separator) {
        if (cell == null) {
            return "";
        }
        boolean needed = cell.isEmpty() || cell.contains(separator) || cell.matches("(?s)\".*|.*[\r\n].*");
        return needed || random.nextInt(4) == 0 ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }

    private static List<@Nullable String> texts(Message message, Schema schema, List<String> told) {
        try {
            byte[] value = message.value();
            GenericRecord row = new GenericDatumReader<GenericRecord>(schema)
                    .read(
                            null,
                            DecoderFactory.get().binaryDecoder(value, WIRE_HEADER, value.length - WIRE_HEADER, null));
            List<@Nullable String> texts = new ArrayList<>();
            for (Schema.Field field : schema.getFields()) {
                texts.add(text(row.get(field.pos()), field.schema(), told.get(field.pos())));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a reader of the table would write. The user was told how times were written. */
    private static @Nullable String text(@Nullable Object value, Schema schema, String told) {
        if (value == null) {
            return null;
        }
        Schema type = schema.isUnion() ? schema.getTypes().get(1) : schema;
        if (type.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
            byte[] bytes = new byte[((ByteBuffer) value).remaining()];
            ((ByteBuffer) value).get(bytes);
            return new BigDecimal(new BigInteger(bytes), decimal.getScale()).toPlainString();
        }
        if (type.getLogicalType() instanceof LogicalTypes.Date) {
            return LocalDate.ofEpochDay((int) value).toString();
        }
        if (type.getLogicalType() instanceof LogicalTypes.TimestampMicros) {
            String pattern = told.replaceFirst(".*, written ", "").replaceFirst(", (read|with) .*", "");
            return DateTimeFormatter.ofPattern(pattern, Locale.ROOT)
                    .format(Instant.EPOCH.plus((long) value, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
        }
        if (value instanceof Double number) {
            return number == 0
                    ? "0"
                    : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        return value.toString();
    }

    private static String pick(Random random, List<String> list) {
        return list.get(random.nextInt(list.size()));
    }
}
