package io.landfall.quality.pattern;

/**
 * An absolute address with a host (RFC 3986): {@code scheme://[user@]host[:port][/path][?query][#fragment]}, the host being a
 * name, an IPv4 address or an IPv6 address in brackets. Letters beyond ASCII are fine (RFC 3987), and brackets in paths and
 * queries, where browsers leave them; white space and stray percent signs are not, nor is a colon without a port.
 */
final class Url {
    private static final String FORBIDDEN = "<>\"{}|\\^`";

    private Url() {}

    static boolean matches(CharSequence text, int from, int to) {
        int host = afterScheme(text, from, to);
        if (host < 0) {
            return false;
        }
        int end = host;
        while (end < to && "/?#".indexOf(text.charAt(end)) < 0) {
            end++;
        }
        return isAuthority(text, host, end) && isClean(text, end, to);
    }

    private static int afterScheme(CharSequence text, int from, int to) {
        int i = from;
        while (i < to && isScheme(text.charAt(i), i == from)) {
            i++;
        }
        boolean found = i > from
                && i + 2 < to
                && text.charAt(i) == ':'
                && text.charAt(i + 1) == '/'
                && text.charAt(i + 2) == '/';
        return found ? i + 3 : -1;
    }

    private static boolean isScheme(char c, boolean first) {
        return Characters.isLetter(c) || (!first && (Characters.isDigit(c) || c == '+' || c == '-' || c == '.'));
    }

    private static boolean isAuthority(CharSequence text, int from, int to) {
        int host = from;
        for (int i = from; i < to && host == from; i++) {
            if (text.charAt(i) == '@') {
                host = i + 1;
            }
        }
        if (!isUser(text, from, host)) {
            return false;
        }
        int end = host;
        if (host < to && text.charAt(host) == '[') {
            while (end < to && text.charAt(end) != ']') {
                end++;
            }
            end++;
            return end <= to && IpAddress.isV6(text, host + 1, end - 1) && isPort(text, end, to);
        }
        while (end < to && text.charAt(end) != ':') {
            end++;
        }
        return isName(text, host, end) && isPort(text, end, to);
    }

    private static boolean isUser(CharSequence text, int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) == '[' || text.charAt(i) == ']') {
                return false;
            }
        }
        return isClean(text, from, to);
    }

    /** A name, which may have a dot behind it, or an IPv4 address. */
    private static boolean isName(CharSequence text, int from, int to) {
        int end = to > from && text.charAt(to - 1) == '.' ? to - 1 : to;
        return HostName.endsInNumber(text, from, end)
                ? IpAddress.isV4(text, from, to)
                : HostName.labels(text, from, end) > 0;
    }

    private static boolean isPort(CharSequence text, int from, int to) {
        if (from == to) {
            return true;
        }
        int port = 0;
        for (int i = from + 1; i < to; i++) {
            if (!Characters.isDigit(text.charAt(i)) || port > 65_535) {
                return false;
            }
            port = port * 10 + (text.charAt(i) - '0');
        }
        return text.charAt(from) == ':' && to > from + 1 && port <= 65_535;
    }

    private static boolean isClean(CharSequence text, int from, int to) {
        boolean fragment = false;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            if (c == '#' && fragment) {
                return false;
            }
            fragment |= c == '#';
            if (c <= ' ' || (c >= 0x7F && !Characters.isInternational(c)) || FORBIDDEN.indexOf(c) >= 0) {
                return false;
            }
            boolean encoded =
                    i + 2 < to && Characters.isHex(text.charAt(i + 1)) && Characters.isHex(text.charAt(i + 2));
            if (c == '%' && !encoded) {
                return false;
            }
        }
        return true;
    }
}
