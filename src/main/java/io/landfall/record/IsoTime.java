package io.landfall.record;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQueries;
import java.util.Locale;

/** Reads dates and times written in ISO 8601; a space may stand for the {@code T}. */
final class IsoTime {
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendPattern("['T'][' ']")
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT)
            .withChronology(IsoChronology.INSTANCE);

    private IsoTime() {}

    /** Microseconds since the epoch, or {@link TimeField#ABSENT} for text that is no time. */
    static long micros(String text) {
        // Text that is no time is normal data: looking before parsing spares an exception for most of it.
        ParsePosition end = new ParsePosition(0);
        if (FORMAT.parseUnresolved(text, end) == null || end.getIndex() < text.length()) {
            return TimeField.ABSENT;
        }
        try {
            TemporalAccessor parsed = FORMAT.parse(text);
            LocalDate date = parsed.query(TemporalQueries.localDate());
            LocalTime time = parsed.query(TemporalQueries.localTime());
            ZoneOffset offset = parsed.query(TemporalQueries.offset());
            long micros = time == null ? 0 : time.toNanoOfDay() / 1000;
            long ahead = offset == null ? 0 : offset.getTotalSeconds() * 1_000_000L;
            return Math.addExact(Math.multiplyExact(date.toEpochDay(), TimeField.MICROS_OF_DAY), micros - ahead);
        } catch (DateTimeException | ArithmeticException e) {
            return TimeField.ABSENT;
        }
    }
}
