package io.landfall.quality.pattern;

/** {@code 8-4-4-4-12} hexadecimal digits, in either case (RFC 9562). */
final class Uuid {
    private static final int LENGTH = 36;

    private Uuid() {}

    static boolean matches(CharSequence text) {
        if (text.length() != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? text.charAt(i) != '-' : !Characters.isHex(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
