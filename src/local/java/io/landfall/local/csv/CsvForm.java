package io.landfall.local.csv;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The form of a text, to be told instead of the text: cells may hold personal data. The first that matches is meant. */
enum CsvForm {
    EMPTY("an empty cell in quotes", ""),
    SPACE("white space before or after the value", "\\s.*|.*\\s"),
    PLUS("a number with a plus sign", "\\+[0-9.,]+"),
    LEADING_ZEROS("a number with leading zeros", "-?0[0-9]+(\\.[0-9]+)?"),
    EXPONENT("a number with an exponent, or a code that looks like one", "[-+]?[0-9.]+[eE][-+]?[0-9]+"),
    TOO_LONG("a whole number of more than 64 bits", "-?[1-9][0-9]{18,}"),
    OTHER_NUMBER("a number in a notation that would be lost", "-?([0-9]+\\.?[0-9]*|\\.[0-9]+)"),
    DECIMAL_COMMA("a number with a decimal comma, or grouped digits", "-?[0-9]+([.,' \\u00A0\\u202F][0-9]+)+"),
    NOT_FINITE("NaN or infinity", "(?i)nan|[-+]?inf(inity)?"),
    NOTHING("a word for no value", "(?i)null|none|nil|n/?a|-+|\\\\n"),
    TRUTH("a truth value other than true and false", "(?i)true|false|yes|no|t|f|y|n"),
    OFFSET("a time with an offset", "[0-9]{4}-.*[0-9]{2}:.*[-+][0-9]{2}:?[0-9]{2}"),
    OTHER_TIME("a date or time that is not ISO 8601, or does not exist", "[0-9]{1,4}([-/.])[0-9]{1,2}\\1[0-9]{1,4}.*"),
    TEXT("text", "(?s).*");

    private static final int LONGEST_TYPED = 40;
    private static final int LONGEST_WORD = "false".length();
    private static final Set<String> NO_TYPE = Set.of(NOTHING.words, TEXT.words);

    private final String words;
    private final Pattern pattern;

    CsvForm(String words, String regex) {
        this.words = words;
        this.pattern = Pattern.compile(regex);
    }

    /** Whether people may take a text for a number, a time or a truth value. */
    static boolean looksTyped(String text) {
        String bare = text.strip();
        if (bare.isEmpty() || bare.length() > LONGEST_TYPED) {
            return false;
        }
        boolean maybe = "+-.0123456789".indexOf(bare.charAt(0)) >= 0 || bare.length() <= LONGEST_WORD;
        return maybe && !NO_TYPE.contains(of(bare));
    }

    /** A text's form in words. */
    static String of(String text) {
        for (CsvType type : CsvType.values()) {
            Optional<String> notation = type == CsvType.STRING ? Optional.empty() : type.notation(text);
            if (notation.isPresent()) {
                return words(type, notation.get());
            }
        }
        return Arrays.stream(values())
                .filter(form -> form.pattern.matcher(text).matches())
                .findFirst()
                .orElse(TEXT)
                .words;
    }

    /** The form of a type's texts in words. */
    static String words(CsvType type, String notation) {
        return switch (type) {
            case BOOLEAN -> "true or false";
            case LONG -> "a whole number";
            case DECIMAL -> notation.equals("0") ? TOO_LONG.words : "a number with " + places(notation);
            case DOUBLE -> "a number";
            case DATE -> "a date";
            case TIMESTAMP -> "a time written " + notation;
            case STRING -> TEXT.words;
        };
    }

    private static String places(String count) {
        return count.equals("1") ? "1 decimal place" : count + " decimal places";
    }
}
