package io.landfall.quality.pattern;

/**
 * A telephone number: 7 to 15 digits as in E.164 (two more after {@code 00}), an optional leading {@code +} and a
 * country code that does not begin with 0 after it, and between digits up to three of space, {@code -}, {@code .},
 * {@code /}; one pair of parentheses around digits. No letters, no extensions.
 */
final class Phone {
    private static final int FEWEST = 7;
    private static final int MOST = 15;
    private static final int LONGEST_GAP = 3;
    private static final String SEPARATORS = " -./";

    private Phone() {}

    static boolean matches(CharSequence text) {
        int digits = 0;
        int gap = 0;
        int open = -1;
        boolean parenthesesUsed = false;
        int start = text.length() > 0 && text.charAt(0) == '+' ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Characters.isDigit(c)) {
                if (start == 1 && digits == 0 && c == '0') {
                    return false;
                }
                digits++;
                gap = 0;
            } else if (c == '(' && !parenthesesUsed) {
                parenthesesUsed = true;
                open = digits;
            } else if (c == ')' && open >= 0 && digits > open) {
                open = -1;
            } else if (SEPARATORS.indexOf(c) < 0 || digits == 0 || digits == open || ++gap > LONGEST_GAP) {
                return false;
            }
        }
        int most = startsWithZeros(text) ? MOST + 2 : MOST;
        return open < 0 && gap == 0 && digits >= FEWEST && digits <= most;
    }

    private static boolean startsWithZeros(CharSequence text) {
        return text.length() > 1 && text.charAt(0) == '0' && text.charAt(1) == '0';
    }
}
