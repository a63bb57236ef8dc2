package io.landfall.privacy;

/** Where an e-mail address has its domain. */
final class EmailAddress {
    /** The domain of what has none that may show. Reserved by RFC 2606, so no mail ever goes there. */
    static final String NO_DOMAIN = "invalid";

    private EmailAddress() {}

    /**
     * The position of the {@code @} before the domain, or -1 if no domain follows: what is not plainly a domain name (a
     * dot, only letters, digits and dashes between dots, no number at its end) may be personal data and must not stay in
     * clear.
     */
    static int at(String text) {
        int at = text.lastIndexOf('@');
        return at >= 0 && isDomain(text, at + 1) ? at : -1;
    }

    private static boolean isDomain(String text, int start) {
        int labels = 1;
        int labelStart = start;
        boolean letter = false;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '.') {
                if (i == labelStart) {
                    return false;
                }
                labels++;
                labelStart = i + 1;
                letter = false;
            } else if (Character.isLetter(c)) {
                letter = true;
            } else if (c != '-' && !Character.isDigit(c)) {
                return false;
            }
        }
        return labels > 1 && letter;
    }
}
