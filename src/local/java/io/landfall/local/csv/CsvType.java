package io.landfall.local.csv;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/**
 * What the texts of a CSV column are. A text has a notation in each type that can give exactly this text back. A column is
 * of a type if all its texts have the same notation in it.
 */
public enum CsvType {
    /** {@code true} and {@code false}, in small letters. */
    BOOLEAN {
        @Override
        Optional<String> notation(String text) {
            return only(text.equals("true") || text.equals("false"));
        }

        @Override
        Schema schema(String notation) {
            return Schema.create(Schema.Type.BOOLEAN);
        }

        @Override
        Object value(String text) {
            return text.equals("true");
        }
    },
    /** Whole numbers of 64 bits, without leading zeros and plus signs. */
    LONG {
        @Override
        Optional<String> notation(String text) {
            if (!startsLikeANumber(text) || !WHOLE.matcher(text).matches()) {
                return Optional.empty();
            }
            try {
                return only(Long.toString(Long.parseLong(text)).equals(text));
            } catch (NumberFormatException beyond) {
                return Optional.empty();
            }
        }

        @Override
        Schema schema(String notation) {
            return Schema.create(Schema.Type.LONG);
        }

        @Override
        Object value(String text) {
            return Long.parseLong(text);
        }
    },
    /** Numbers of up to 38 digits. The notation is the number of decimal places. */
    DECIMAL {
        @Override
        Optional<String> notation(String text) {
            if (text.length() > MOST_DIGITS + 2 || !isNumber(text)) {
                return Optional.empty();
            }
            int point = text.indexOf('.');
            int scale = point < 0 ? 0 : text.length() - point - 1;
            long digits = text.chars().filter(Character::isDigit).count();
            return digits <= MOST_DIGITS ? Optional.of(Integer.toString(scale)) : Optional.empty();
        }

        @Override
        Schema schema(String notation) {
            return LogicalTypes.decimal(MOST_DIGITS, Integer.parseInt(notation))
                    .addToSchema(Schema.create(Schema.Type.BYTES));
        }

        @Override
        Object value(String text) {
            return ByteBuffer.wrap(new BigDecimal(text).unscaledValue().toByteArray());
        }
    },
    /**
     * Numbers that are written as a double's shortest text, but without an exponent, and without {@code .0}. Up to 15 digits
     * before the point, as longer ones are rather codes.
     */
    DOUBLE {
        @Override
        Optional<String> notation(String text) {
            boolean whole = text.indexOf('.') < 0;
            if (text.length() > LONGEST_DOUBLE || !isNumber(text) || (!whole && text.endsWith("0"))) {
                return Optional.empty();
            }
            if (text.length() <= DOUBLE_DIGITS) {
                return only(true);
            }
            BigDecimal held = new BigDecimal(Double.toString(Double.parseDouble(text))).stripTrailingZeros();
            return only(held.precision() - held.scale() <= DOUBLE_DIGITS
                    && held.toPlainString().equals(text));
        }

        @Override
        Schema schema(String notation) {
            return Schema.create(Schema.Type.DOUBLE);
        }

        @Override
        Object value(String text) {
            return Double.parseDouble(text);
        }
    },
    /** Days that exist, as {@code 2026-01-31}, from 1583 on, as before that year calendars differ. */
    DATE {
        @Override
        Optional<String> notation(String text) {
            return only(text.length() == DAY_LENGTH && DAY.matcher(text).matches() && exists(text));
        }

        @Override
        Schema schema(String notation) {
            return LogicalTypes.date().addToSchema(Schema.create(Schema.Type.INT));
        }

        @Override
        Object value(String text) {
            return (int) LocalDate.parse(text).toEpochDay();
        }
    },
    /**
     * Times as {@code 2026-01-31 23:59:00}, to the microsecond. Without a zone it is read as UTC; with an offset it is none,
     * as the offset would be lost. The notation is the form: {@code T} or a space, seconds, decimal places, {@code Z}.
     */
    TIMESTAMP {
        @Override
        Optional<String> notation(String text) {
            if (text.length() <= DAY_LENGTH || !isDigit(text.charAt(0))) {
                return Optional.empty();
            }
            Matcher time = TIME.matcher(text);
            if (!time.matches() || !exists(text)) {
                return Optional.empty();
            }
            String fraction = time.group("fraction");
            return Optional.of("uuuu-MM-dd"
                    + (time.group("between").equals("T") ? "'T'" : " ")
                    + "HH:mm"
                    + (time.group("seconds") == null ? "" : ":ss")
                    + (fraction == null ? "" : "." + "S".repeat(fraction.length() - 1))
                    + (time.group("zone") == null ? "" : "'Z'"));
        }

        @Override
        Schema schema(String notation) {
            return LogicalTypes.timestampMicros().addToSchema(Schema.create(Schema.Type.LONG));
        }

        @Override
        Object value(String text) {
            Matcher time = TIME.matcher(text);
            if (!time.matches()) {
                throw new IllegalArgumentException("not a time");
            }
            return ChronoUnit.MICROS.between(EPOCH, LocalDateTime.parse(iso(time)));
        }
    },
    /** Any text. */
    STRING {
        @Override
        Optional<String> notation(String text) {
            return Optional.of("");
        }

        @Override
        Schema schema(String notation) {
            return Schema.create(Schema.Type.STRING);
        }

        @Override
        Object value(String text) {
            return text;
        }
    };

    private static final LocalDateTime EPOCH = LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC);
    private static final int DAY_LENGTH = 10;
    private static final int FIRST_YEAR = 1583;

    /** As many as lakes hold. */
    private static final int MOST_DIGITS = 38;

    private static final int DOUBLE_DIGITS = 15;
    private static final int LONGEST_DOUBLE = 40;
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,19}");
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");
    private static final Pattern MINUS_ZERO = Pattern.compile("-[0.]+");
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
    private static final Pattern TIME = Pattern.compile(
            "(?<day>[0-9]{4}-[0-9]{2}-[0-9]{2})(?<between>[T ])"
                    + "(?<minutes>([01][0-9]|2[0-3]):[0-5][0-9])((?<seconds>:[0-5][0-9])(?<fraction>\\.[0-9]{1,6})?)?(?<zone>Z)?");

    /** How a text is written in this type, if the type can give it back. */
    abstract Optional<String> notation(String text);

    /** The Avro schema of values that are written so. */
    abstract Schema schema(String notation);

    /** The value of a text that has a notation, in Avro's terms. */
    abstract Object value(String text);

    /**
     * The type that a user names, in small or capital letters.
     *
     * @throws CsvException if there is none
     */
    public static CsvType named(String name) {
        return Arrays.stream(values())
                .filter(type -> type.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new CsvException("--types: there is no type " + name
                        + "; there are string, boolean, long, decimal, double, date and timestamp"));
    }

    /** Whether a text has a type other than text. */
    static boolean isTyped(String text) {
        for (CsvType type : values()) {
            if (type != STRING && type.notation(text).isPresent()) {
                return true;
            }
        }
        return false;
    }

    private static Optional<String> only(boolean fits) {
        return fits ? Optional.of("") : Optional.empty();
    }

    /** Whether a text is the plain form of a number, without leading zeros, a plus sign, an exponent and a minus zero. */
    private static boolean isNumber(String text) {
        return startsLikeANumber(text)
                && NUMBER.matcher(text).matches()
                && (text.charAt(0) != '-' || !MINUS_ZERO.matcher(text).matches());
    }

    /** Most texts do not, and need no closer look. */
    private static boolean startsLikeANumber(String text) {
        return !text.isEmpty() && (text.charAt(0) == '-' || isDigit(text.charAt(0)));
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static String iso(Matcher time) {
        return time.group("day")
                + "T"
                + time.group("minutes")
                + (time.group("seconds") == null ? "" : time.group("seconds"))
                + (time.group("fraction") == null ? "" : time.group("fraction"));
    }

    /** Whether the calendar has the day that a text begins with. */
    private static boolean exists(String text) {
        int year = Integer.parseInt(text, 0, 4, 10);
        int month = Integer.parseInt(text, 5, 7, 10);
        int day = Integer.parseInt(text, 8, 10, 10);
        return year >= FIRST_YEAR
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= YearMonth.of(year, month).lengthOfMonth();
    }
}
