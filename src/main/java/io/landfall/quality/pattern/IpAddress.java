package io.landfall.quality.pattern;

/** Addresses of hosts by number, as RFC 3986 (3.2.2) has them in addresses of resources. */
final class IpAddress {
    private static final int OCTETS = 4;
    private static final int LARGEST_OCTET = 255;
    private static final int LONGEST_OCTET = 3;
    private static final int GROUPS = 8;
    private static final int LONGEST_GROUP = 4;
    private static final int GROUPS_OF_V4 = 2;

    private IpAddress() {}

    /** Four decimal numbers up to 255 without leading zeros. */
    static boolean isV4(CharSequence text, int from, int to) {
        int octets = 0;
        int i = from;
        while (octets < OCTETS) {
            int start = i;
            int octet = 0;
            while (i < to && i - start < LONGEST_OCTET && Characters.isDigit(text.charAt(i))) {
                octet = octet * 10 + (text.charAt(i) - '0');
                i++;
            }
            if (i == start || octet > LARGEST_OCTET || (i - start > 1 && text.charAt(start) == '0')) {
                return false;
            }
            octets++;
            if (i == to) {
                return octets == OCTETS;
            }
            if (text.charAt(i) != '.') {
                return false;
            }
            i++;
        }
        return false;
    }

    /** Eight groups of up to four hexadecimal digits; {@code ::} for one or more, and an IPv4 address for the last two. */
    static boolean isV6(CharSequence text, int from, int to) {
        boolean shortened = isColon(text, from, to) && isColon(text, from + 1, to);
        int groups = 0;
        int i = shortened ? from + 2 : from;
        while (i < to) {
            int end = i;
            while (end < to && Characters.isHex(text.charAt(end))) {
                end++;
            }
            if (end < to && text.charAt(end) == '.') {
                return isV4(text, i, to) && isWhole(groups + GROUPS_OF_V4, shortened);
            }
            if (end == i || end - i > LONGEST_GROUP) {
                return false;
            }
            groups++;
            i = end;
            if (i < to) {
                boolean two = isColon(text, i + 1, to);
                if (!isColon(text, i, to) || i + 1 == to || (two && shortened)) {
                    return false;
                }
                shortened |= two;
                i += two ? 2 : 1;
            }
        }
        return isWhole(groups, shortened);
    }

    private static boolean isColon(CharSequence text, int at, int to) {
        return at < to && text.charAt(at) == ':';
    }

    private static boolean isWhole(int groups, boolean shortened) {
        return shortened ? groups < GROUPS : groups == GROUPS;
    }
}
