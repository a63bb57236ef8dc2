package io.landfall.quality.pattern;

import java.util.Locale;

/**
 * The patterns that have a name. They read text once, character by character: regular expressions for these take many
 * times as long, and cannot check an IBAN's digits.
 */
enum NamedPattern implements TextPattern {
    EMAIL {
        @Override
        public boolean matches(CharSequence text) {
            return Email.matches(text);
        }
    },
    PHONE {
        @Override
        public boolean matches(CharSequence text) {
            return Phone.matches(text);
        }
    },
    IBAN {
        @Override
        public boolean matches(CharSequence text) {
            return Iban.matches(text);
        }
    },
    URL {
        @Override
        public boolean matches(CharSequence text) {
            return Url.matches(text, 0, text.length());
        }
    },
    UUID {
        @Override
        public boolean matches(CharSequence text) {
            return Uuid.matches(text);
        }
    },
    COUNTRY {
        @Override
        public boolean matches(CharSequence text) {
            return Country.matches(text);
        }
    };

    private final String patternName = name().toLowerCase(Locale.ROOT);
    private final String rule = "pattern(" + patternName + ")";

    /** As configured. */
    String patternName() {
        return patternName;
    }

    @Override
    public String rule() {
        return rule;
    }
}
