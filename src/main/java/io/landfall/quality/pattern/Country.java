package io.landfall.quality.pattern;

import java.util.Locale;

/** A country's code of two capital letters (ISO 3166-1 alpha-2), as the Java runtime knows them. */
final class Country {
    /** How many texts of two capital letters there are. */
    static final int INDEXES = 26 * 26;

    private static final boolean[] CODES = new boolean[INDEXES];

    static {
        for (String code : Locale.getISOCountries()) {
            CODES[index(code)] = true;
        }
    }

    private Country() {}

    static boolean matches(CharSequence text) {
        return text.length() == 2
                && Characters.isUpper(text.charAt(0))
                && Characters.isUpper(text.charAt(1))
                && CODES[index(text)];
    }

    /** Where a text that begins with two capital letters stands in a table of such. */
    static int index(CharSequence code) {
        return (code.charAt(0) - 'A') * 26 + code.charAt(1) - 'A';
    }
}
