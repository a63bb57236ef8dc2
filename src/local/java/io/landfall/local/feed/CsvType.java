package io.landfall.local.feed;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** What the texts of a CSV column are; the first type that fits all of them is the column's. */
enum CsvType {
    BOOLEAN {
        @Override
        Schema schema() {
            return Schema.create(Schema.Type.BOOLEAN);
        }

        @Override
        Object value(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "true" -> true;
                case "false" -> false;
                default -> throw new IllegalArgumentException("not a boolean");
            };
        }
    },
    LONG {
        @Override
        Schema schema() {
            return Schema.create(Schema.Type.LONG);
        }

        @Override
        Object value(String text) {
            requireNumber(text);
            return Long.parseLong(text);
        }
    },
    DOUBLE {
        @Override
        Schema schema() {
            return Schema.create(Schema.Type.DOUBLE);
        }

        @Override
        Object value(String text) {
            requireNumber(text);
            return Double.parseDouble(text);
        }
    },
    DATE {
        @Override
        Schema schema() {
            return LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        }

        @Override
        Object value(String text) {
            return (int) LocalDate.parse(text).toEpochDay();
        }
    },
    /** Without a zone it is read as UTC. */
    TIMESTAMP {
        @Override
        Schema schema() {
            return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        }

        @Override
        Object value(String text) {
            boolean year = text.length() > 4 && text.charAt(4) == '-';
            LocalDateTime time = LocalDateTime.parse(text, year ? YEAR_FIRST : MONTH_FIRST);
            return ChronoUnit.MICROS.between(EPOCH, time);
        }
    },
    STRING {
        @Override
        Schema schema() {
            return Schema.create(Schema.Type.STRING);
        }

        @Override
        Object value(String text) {
            return text;
        }
    };

    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
    private static final DateTimeFormatter YEAR_FIRST =
            DateTimeFormatter.ofPattern("uuuu-MM-dd['T'][ ]HH:mm[:ss][.SSSSSS][.SSS]['Z']", Locale.ROOT);
    private static final DateTimeFormatter MONTH_FIRST = DateTimeFormatter.ofPattern("M/d/uuuu H:mm[:ss]", Locale.ROOT);

    /** No leading zeros: what has them is a code, and would lose them. */
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][-+]?\\d+)?");

    /** The Avro schema of a value. */
    abstract Schema schema();

    /**
     * The value in Avro's terms.
     *
     * @throws IllegalArgumentException or {@link DateTimeException} if the text is none of this type
     */
    abstract Object value(String text);

    final boolean fits(String text) {
        try {
            return value(text) != null;
        } catch (IllegalArgumentException | DateTimeException e) {
            return false;
        }
    }

    private static void requireNumber(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("not a number");
        }
    }
}
