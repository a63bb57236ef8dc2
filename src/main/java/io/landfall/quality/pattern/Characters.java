package io.landfall.quality.pattern;

/** Kinds of characters. Letters beyond ASCII are fine where addresses may be international. */
final class Characters {
    private Characters() {}

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    static boolean isUpper(char c) {
        return c >= 'A' && c <= 'Z';
    }

    static boolean isLetter(char c) {
        return isUpper(c) || (c >= 'a' && c <= 'z');
    }

    static boolean isHex(char c) {
        return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    }

    static boolean isInternational(char c) {
        return c > 0x7F && !Character.isWhitespace(c) && !Character.isISOControl(c) && !Character.isSpaceChar(c);
    }

    static boolean isWord(char c) {
        return isLetter(c) || isDigit(c) || isInternational(c);
    }
}
