package io.landfall.privacy;

/** Hides text behind {@code *}. */
final class Masking {
    /** Of a fixed length, so that the value's own does not show. */
    private static final String FULL = "****";

    private static final int MOST_KEPT = 4;

    private Masking() {}

    static String full() {
        return FULL;
    }

    /** Keeps the last four characters, but never more than a third of them. Counts code points. */
    static String partial(String text) {
        int length = text.codePointCount(0, text.length());
        int kept = Math.min(MOST_KEPT, length / 3);
        int from = text.offsetByCodePoints(text.length(), -kept);
        return "*".repeat(length - kept) + text.substring(from);
    }
}
