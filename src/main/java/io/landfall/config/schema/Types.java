package io.landfall.config.schema;

import io.landfall.config.Template;
import io.landfall.config.form.Spelling;
import io.landfall.config.form.Units;
import io.landfall.config.form.WholeNumbers;
import java.time.Duration;
import java.time.LocalTime;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that keys have. */
public final class Types {
    private static final Set<YamlNode.Kind> STRING = Set.of(YamlNode.Kind.STRING);
    private static final Set<YamlNode.Kind> INTEGER = Set.of(YamlNode.Kind.INTEGER);
    private static final Set<YamlNode.Kind> NUMBERS = Set.of(YamlNode.Kind.INTEGER, YamlNode.Kind.FLOAT);
    private static final Set<YamlNode.Kind> ANY =
            Set.of(YamlNode.Kind.STRING, YamlNode.Kind.INTEGER, YamlNode.Kind.FLOAT, YamlNode.Kind.BOOLEAN);

    private static final Map<String, Duration> DURATIONS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1),
            "d", Duration.ofDays(1));
    private static final Map<String, Period> PERIODS = Map.of(
            "d", Period.ofDays(1),
            "w", Period.ofWeeks(1),
            "mo", Period.ofMonths(1),
            "y", Period.ofYears(1));
    private static final Map<String, Integer> SIZES =
            Map.of("B", 0, "KB", 10, "MB", 20, "GB", 30, "KiB", 10, "MiB", 20, "GiB", 30);

    public static final ScalarType<Boolean> BOOLEAN = new ScalarType<>(
            "true or false",
            "true or false",
            Set.of(YamlNode.Kind.BOOLEAN),
            text -> Optional.of(Boolean.parseBoolean(text)),
            Map.of("type", "boolean"));

    public static final ScalarType<Double> NUMBER = new ScalarType<>(
            "a number",
            "a number",
            NUMBERS,
            text -> parsed(text, Double::valueOf).filter(Double::isFinite),
            Map.of("type", "number"));

    /** Longer than nothing, and in one unit. */
    public static final ScalarType<Duration> DURATION = inUnits(
            "a duration",
            "a number above 0 with a unit (ms, s, m, h, d), such as 15m",
            9,
            "(ms|s|m|h|d)",
            (amount, unit) -> Objects.requireNonNull(DURATIONS.get(unit)).multipliedBy(amount));

    /** A duration that is not too long. */
    public static ScalarType<Duration> durationUpTo(Duration most, String what, String example) {
        return new ScalarType<>(
                what,
                "a duration of at most " + Units.of(most) + ", such as " + example,
                DURATION.kinds(),
                text -> DURATION.parser().apply(text).filter(duration -> duration.compareTo(most) <= 0),
                DURATION.hint(),
                DURATION.schema());
    }

    public static final ScalarType<Period> PERIOD = inUnits(
            "a period",
            "a number above 0 with a unit (d, w, mo, y), such as 7y",
            5,
            "(d|w|mo|y)",
            (amount, unit) -> Objects.requireNonNull(PERIODS.get(unit)).multipliedBy(amount));

    /** In bytes. */
    public static final ScalarType<Long> SIZE = inUnits(
            "a size",
            "a number above 0 with a unit (B, KB, MB, GB; 1KB = 1024B), such as 64MB",
            9,
            "(B|KB|MB|GB|KiB|MiB|GiB)",
            (amount, unit) -> (long) amount << Objects.requireNonNull(SIZES.get(unit)));

    public static final ScalarType<LocalTime> TIME_OF_DAY = new ScalarType<>(
            "a time of day",
            "hours and minutes, such as \"02:00\" (UTC)",
            STRING,
            text -> parsed(text, LocalTime::parse).filter(time -> text.length() == 5),
            schema("string", "pattern", "^([01][0-9]|2[0-3]):[0-5][0-9]$"));

    public static final ScalarType<String> FIELD = matching(Spelling.FIELD);

    public static final ScalarType<String> PLAIN = matching(Spelling.PLAIN);

    private Types() {}

    public static ScalarType<Integer> integer(WholeNumbers numbers) {
        Map<String, Object> schema = schema("integer", "minimum", numbers.least());
        schema.put("maximum", numbers.most());
        return new ScalarType<>(
                numbers.expected(),
                numbers.expected(),
                INTEGER,
                text -> parsed(text, Integer::valueOf).filter(numbers::contains),
                schema);
    }

    /** A text of a form. */
    public static ScalarType<String> matching(Spelling form) {
        String regex = form.regex();
        // JSON Schema's regular expressions are JavaScript's, which know no inline flags.
        String portable = regex.startsWith("(?s)") ? "\\S" : "^(" + regex + ")$";
        return new ScalarType<>(
                form.name(),
                form.expected(),
                STRING,
                text -> Optional.of(text).filter(form::matches),
                schema("string", "pattern", portable));
    }

    /** One of some words. */
    public static <T> ScalarType<T> word(Map<String, T> words) {
        return word(words, words.keySet().stream().sorted().collect(Collectors.joining(", ")));
    }

    /** One of some words, where there are other ways to write the value too. */
    public static <T> ScalarType<T> word(Map<String, T> words, String expected) {
        List<String> known = words.keySet().stream().sorted().toList();
        return new ScalarType<>(
                "known",
                expected,
                STRING,
                text -> Optional.ofNullable(words.get(text)),
                text -> Suggestion.hint(text, known),
                Map.of("enum", known));
    }

    /** One of an enum's values, in lower case. */
    public static <E extends Enum<E>> ScalarType<E> word(Class<E> type) {
        return word(Arrays.stream(type.getEnumConstants())
                .collect(Collectors.toMap(each -> each.name().toLowerCase(Locale.ROOT), Function.identity())));
    }

    /** Any single value, as its text. */
    public static ScalarType<String> anyScalar() {
        return new ScalarType<>(
                "a value",
                "a text, a number, true or false",
                ANY,
                Optional::of,
                Map.of("type", List.of("string", "number", "boolean")));
    }

    public static <T> Type<List<T>> list(Type<T> item, String expected) {
        return new ListType<>(item, expected, Integer.MAX_VALUE);
    }

    public static <T> Type<List<T>> list(Type<T> item, String expected, int most) {
        return new ListType<>(item, expected, most);
    }

    public static <V> Type<Map<String, V>> map(ScalarType<String> key, Type<V> value, String expected) {
        return new MapType<>(key, value, expected);
    }

    public static Type<Template> text(String expected) {
        return new TextType(expected, false);
    }

    public static Map<String, Object> schema(String type, String restriction, Object value) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", type);
        schema.put(restriction, value);
        return schema;
    }

    private interface InUnit<T> {
        T of(int amount, String unit);
    }

    private static <T> ScalarType<T> inUnits(String name, String expected, int digits, String units, InUnit<T> value) {
        String regex = "([1-9][0-9]{0," + (digits - 1) + "})" + units;
        Pattern pattern = Pattern.compile(regex);
        Function<String, Optional<T>> parser = text -> {
            Matcher matcher = pattern.matcher(text);
            return matcher.matches()
                    ? Optional.of(value.of(Integer.parseInt(matcher.group(1)), matcher.group(2)))
                    : Optional.empty();
        };
        return new ScalarType<>(name, expected, STRING, parser, schema("string", "pattern", "^" + regex + "$"));
    }

    private static <T> Optional<T> parsed(String text, Function<String, T> parser) {
        try {
            return Optional.of(parser.apply(text));
        } catch (NumberFormatException | DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
