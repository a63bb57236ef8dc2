package io.landfall.quality.pattern;

/** Names of hosts: labels of letters, digits and inner hyphens, 1 to 63 characters each, 253 in all (RFC 1123). */
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

    private static boolean isLabel(CharSequence text, int from, int to) {
        if (from == to || to - from > LONGEST_LABEL || text.charAt(from) == '-' || text.charAt(to - 1) == '-') {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (!Characters.isWord(text.charAt(i)) && text.charAt(i) != '-') {
                return false;
            }
        }
        return true;
    }
}
