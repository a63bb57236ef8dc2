package io.landfall.local.csv;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sees all texts of a column, and decides its type: the first one that fits all of them. */
final class ColumnInference {
    /** The types that fit all texts so far, with the notation of these texts. */
    private final Map<CsvType, String> fitting = new EnumMap<>(CsvType.class);

    private final String name;
    private final String field;
    private final Optional<CsvType> given;
    private boolean nullable;
    private long texts;
    private long typed;
    private String stopped = "";

    /**
     * A column that was not read yet.
     *
     * @param name in the file, for messages
     * @param field in the table
     * @param given the type that the user wants
     */
    ColumnInference(String name, String field, Optional<CsvType> given) {
        this.name = name;
        this.field = field;
        this.given = given;
    }

    /**
     * Takes a cell into account.
     *
     * @param file its name, for messages
     * @throws CsvException if it does not fit the type that the user wants
     */
    void see(String file, long line, @Nullable String text) {
        if (text == null) {
            nullable = true;
            return;
        }
        texts++;
        if (given.isPresent()) {
            require(file, line, text, given.get());
        } else if (texts == 1) {
            begin(line, text);
        } else if (fitting.isEmpty()) {
            typed += CsvForm.looksTyped(text) ? 1 : 0;
        } else {
            narrow(line, text);
        }
    }

    private void require(String file, long line, String text, CsvType type) {
        Optional<String> notation = type.notation(text);
        String before = fitting.putIfAbsent(type, notation.orElse(""));
        if (notation.isEmpty() || (before != null && !before.equals(notation.get()))) {
            throw new CsvException(
                    "%s, line %d, column %s: %s, which is not %s%s; give another type, such as --types %s=string"
                            .formatted(
                                    file,
                                    line,
                                    name,
                                    CsvForm.of(text),
                                    type.name().toLowerCase(Locale.ROOT),
                                    before == null || notation.isEmpty()
                                            ? ""
                                            : " like the values above it (" + CsvForm.words(type, before) + ")",
                                    field));
        }
    }

    private void begin(long line, String text) {
        for (CsvType type : CsvType.values()) {
            if (type != CsvType.STRING) {
                type.notation(text).ifPresent(notation -> fitting.put(type, notation));
            }
        }
        // Whole numbers beyond 64 bits are rather codes.
        if (!fitting.containsKey(CsvType.LONG)) {
            fitting.remove(CsvType.DECIMAL, "0");
        }
        if (fitting.isEmpty()) {
            stopped = "as line %d has %s".formatted(line, CsvForm.of(text));
        }
        typed += CsvForm.looksTyped(text) ? 1 : 0;
    }

    private void narrow(long line, String text) {
        Map<CsvType, String> before = new EnumMap<>(fitting);
        fitting.entrySet().removeIf(entry -> !type(entry, text));
        if (!fitting.containsKey(CsvType.LONG)) {
            fitting.remove(CsvType.DECIMAL, "0");
        }
        if (fitting.isEmpty()) {
            Map.Entry<CsvType, String> first = before.entrySet().iterator().next();
            stopped = "as line %d has %s, and lines above it %s"
                    .formatted(line, CsvForm.of(text), CsvForm.words(first.getKey(), first.getValue()));
        }
        typed += !fitting.isEmpty() || CsvForm.looksTyped(text) ? 1 : 0;
    }

    private static boolean type(Map.Entry<CsvType, String> entry, String text) {
        Optional<String> notation = entry.getKey().notation(text);
        return notation.isPresent() && notation.get().equals(entry.getValue());
    }

    /** The column, when all of it was seen. */
    CsvColumn column() {
        if (given.isPresent()) {
            String none = given.get() == CsvType.DECIMAL ? "0" : "";
            return new CsvColumn(
                    name, field, given.get(), fitting.getOrDefault(given.get(), none), nullable, Optional.empty());
        }
        if (fitting.isEmpty()) {
            Optional<String> why = texts == 0
                    ? Optional.of("as it has no value")
                    : typed * 2 > texts ? Optional.of(stopped) : Optional.empty();
            return new CsvColumn(name, field, CsvType.STRING, "", nullable, why);
        }
        Map.Entry<CsvType, String> first = fitting.entrySet().iterator().next();
        return new CsvColumn(name, field, first.getKey(), first.getValue(), nullable, Optional.empty());
    }
}
