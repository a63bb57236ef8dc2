package io.landfall.quality.pattern;

/**
 * Names of hosts: labels of letters, digits and inner hyphens, 1 to 63 characters each, 253 in all (RFC 1123). Letters beyond
 * ASCII are fine, but not in a label that is encoded already, {@code xn--} and the like (RFC 5891).
 */
final class HostName {
    private static final int LONGEST = 253;
    private static final int LONGEST_LABEL = 63;

    private HostName() {}

    /** How many labels there are between two places; 0 if it is no host name. */
    static int labels(CharSequence text, int from, int to) {
        if (to - from > LONGEST) {
            return 0;
        }
        int labels = 0;
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || text.charAt(i) == '.') {
                if (!isLabel(text, start, i)) {
                    return 0;
                }
                labels++;
                start = i + 1;
            }
        }
        return labels;
    }

    /** Whether the last label is a number, as that of no host's name is (RFC 1123, 2.1). */
    static boolean endsInNumber(CharSequence text, int from, int to) {
        int i = to;
        while (i > from && Characters.isDigit(text.charAt(i - 1))) {
            i--;
        }
        return i < to && (i == from || text.charAt(i - 1) == '.');
    }

    private static boolean isLabel(CharSequence text, int from, int to) {
        if (from == to || to - from > LONGEST_LABEL || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        boolean encoded = to - from > 3 && text.charAt(from + 2) == '-' && text.charAt(from + 3) == '-';
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c != '-' && (!Characters.isWord(c) || (encoded && Characters.isInternational(c)))) {
                return false;
            }
        }
        return true;
    }
}
