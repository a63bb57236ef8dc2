package io.landfall.quality.pattern;

/**
 * An account number of ISO 13616: two capital letters, two check digits (02 to 98), 11 to 30 capital letters or digits,
 * and modulo 97 right (ISO 7064); in one piece or with single spaces, as it is printed. Lengths per country are not
 * checked.
 */
final class Iban {
    private static final int SHORTEST = 15;
    private static final int LONGEST = 34;
    private static final int HEAD = 4;

    private Iban() {}

    static boolean matches(CharSequence text) {
        int country = 0;
        int check = 0;
        int remainder = 0;
        int count = 0;
        boolean space = true; // neither first nor after another
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = Characters.isUpper(c);
            boolean digit = Characters.isDigit(c);
            if (c == ' ' && !space) {
                space = true;
                continue;
            }
            if (count < 2 ? !letter : count < HEAD ? !digit : !letter && !digit) {
                return false;
            }
            // The first four characters count last: see where they go below.
            if (count < 2) {
                country = append(country, c);
            } else if (count < HEAD) {
                check = append(check, c);
            } else {
                remainder = append(remainder, c) % 97;
            }
            space = false;
            count++;
        }
        return !space
                && count >= SHORTEST
                && count <= LONGEST
                && check >= 2
                && check <= 98
                && ((remainder * 10_000 + country) * 100 + check) % 97 == 1;
    }

    /** Letters count as two digits, from A = 10 on. */
    private static int append(int number, char c) {
        return Characters.isDigit(c) ? number * 10 + (c - '0') : number * 100 + (c - 'A' + 10);
    }
}
