package io.landfall.quality.pattern;

/**
 * An address as people and shops write it: {@code local@domain} with a local part of RFC 5322's dot-atom (1 to 64
 * characters) and a domain of at least two labels whose last one is no number. No quoted local parts, no addresses of
 * hosts by number. Letters beyond ASCII are fine (RFC 6531).
 */
final class Email {
    private static final int LONGEST = 254;
    private static final int LONGEST_LOCAL = 64;
    private static final String SPECIAL = "!#$%&'*+-/=?^_`{|}~";

    private Email() {}

    static boolean matches(CharSequence text) {
        int length = text.length();
        int at = 0;
        while (at < length && text.charAt(at) != '@') {
            at++;
        }
        return length <= LONGEST && at < length && isLocal(text, at) && isDomain(text, at + 1, length);
    }

    private static boolean isLocal(CharSequence text, int end) {
        if (end == 0 || end > LONGEST_LOCAL) {
            return false;
        }
        boolean dot = true; // neither first nor after another
        for (int i = 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '.' ? dot : !Characters.isWord(c) && SPECIAL.indexOf(c) < 0) {
                return false;
            }
            dot = c == '.';
        }
        return !dot;
    }

    private static boolean isDomain(CharSequence text, int from, int to) {
        return HostName.labels(text, from, to) >= 2
                && !HostName.endsInNumber(text, from, to)
                && text.charAt(to - 2) != '.';
    }
}
