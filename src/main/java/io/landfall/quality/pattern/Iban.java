package io.landfall.quality.pattern;

/**
 * An account number of ISO 13616: a country's two capital letters, two check digits (02 to 98), and capital letters or digits up
 * to the country's length, with modulo 97 right (ISO 7064); in one piece or with single spaces, as it is printed. What a country
 * says about its own part beyond the length is not checked.
 */
final class Iban {
    private static final int HEAD = 4;

    /** How long the numbers of each country are, from SWIFT's register; territories have their country's length. */
    private static final String COUNTRIES =
            """
            AD24 AE23 AL28 AT20 AX18 AZ28 BA20 BE16 BG22 BH22 BI27 BL27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27
            DK18 DO28 EE20 EG29 ES24 FI18 FK18 FO18 FR27 GB22 GE22 GF27 GG22 GI23 GL18 GP27 GR27 GT28 HN28 HR21
            HU28 IE22 IL23 IM22 IQ23 IS26 IT27 JE22 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24
            ME22 MF27 MK19 MN20 MQ27 MR27 MT31 MU30 NC27 NI28 NL18 NO15 OM23 PF27 PK24 PL28 PM27 PS29 PT25 QA29
            RE27 RO24 RS22 RU33 SA24 SC31 SD18 SE24 SI19 SK24 SM27 SO23 ST25 SV28 TF27 TL23 TN24 TR26 UA29 VA22
            VG24 WF27 XK20 YE30 YT27
            """;

    private static final byte[] LENGTHS = new byte[Country.INDEXES];

    static {
        for (String country : COUNTRIES.strip().split("\\s", -1)) {
            LENGTHS[Country.index(country)] = Byte.parseByte(country.substring(2));
        }
    }

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
                && count > HEAD
                && count == length(country)
                && check >= 2
                && check <= 98
                && ((remainder * 10_000 + country) * 100 + check) % 97 == 1;
    }

    /** Letters count as two digits, from A = 10 on. */
    private static int append(int number, char c) {
        return Characters.isDigit(c) ? number * 10 + (c - '0') : number * 100 + (c - 'A' + 10);
    }

    /** 0 for a country that has no such numbers. */
    private static int length(int country) {
        return LENGTHS[(country / 100 - 10) * 26 + country % 100 - 10];
    }
}
