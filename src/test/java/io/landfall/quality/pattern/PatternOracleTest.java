package io.landfall.quality.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.util.Utf8;
import org.apache.commons.validator.routines.DomainValidator;
import org.apache.commons.validator.routines.EmailValidator;
import org.apache.commons.validator.routines.IBANValidator;
import org.apache.commons.validator.routines.IBANValidatorStatus;
import org.apache.commons.validator.routines.InetAddressValidator;
import org.apache.commons.validator.routines.UrlValidator;
import org.apache.commons.validator.routines.checkdigit.CheckDigitException;
import org.apache.commons.validator.routines.checkdigit.IBANCheckDigit;
import org.junit.jupiter.api.Test;

/**
 * Our patterns beside those of commons-validator and libphonenumber, on texts that are nearly right. Each intended difference has a
 * name: texts that we refuse on purpose are listed by {@link Oracle#refusing}, and what we take on purpose is rewritten by
 * {@link Oracle#taking} to what the library takes. For all other texts, both must say the same.
 */
class PatternOracleTest {
    private static final int TEXTS = 5_000;

    /** What a library says, and in what we differ. */
    private static final class Oracle {
        private final Predicate<String> library;
        private final Map<String, Predicate<String>> refused = new LinkedHashMap<>();
        private final List<UnaryOperator<String>> rewrites = new ArrayList<>();

        Oracle(Predicate<String> library) {
            this.library = library;
        }

        /** Texts that are wrong although the library takes them. */
        Oracle refusing(String why, Predicate<String> texts) {
            refused.put(why, texts);
            return this;
        }

        /** Texts that are right although the library refuses them. */
        @SuppressWarnings("unused") // the reason is for the reader
        Oracle taking(String why, UnaryOperator<String> rewrite) {
            rewrites.add(rewrite);
            return this;
        }

        boolean isRight(String text) {
            String rewritten = text;
            for (UnaryOperator<String> rewrite : rewrites) {
                rewritten = rewrite.apply(rewritten);
            }
            return refused.values().stream().noneMatch(wrong -> wrong.test(text)) && library.test(rewritten);
        }
    }

    /** Makes texts that are nearly those that it is given: deletes, repeats, swaps and replaces some characters. */
    private static Stream<String> nearly(List<String> right, String characters) {
        Random random = new Random(20260301);
        return Stream.concat(
                right.stream(),
                Stream.generate(() -> changed(right.get(random.nextInt(right.size())), characters, random))
                        .limit(TEXTS));
    }

    private static String changed(String text, String characters, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int change = random.nextInt(3); change >= 0; change--) {
            int at = random.nextInt(changed.length());
            char any = characters.charAt(random.nextInt(characters.length()));
            switch (random.nextInt(5)) {
                case 0 -> changed.insert(at, any);
                case 1 -> changed.setCharAt(at, any);
                case 2 -> changed.insert(at, changed.substring(at, at + random.nextInt(changed.length() - at + 1)));
                case 3 -> changed.append(changed.charAt(at)).deleteCharAt(at);
                default -> changed.delete(at, changed.length() > 1 ? at + 1 : at);
            }
        }
        return changed.toString();
    }

    private static void compare(Predicate<CharSequence> ours, Oracle oracle, Stream<String> texts) {
        Map<Boolean, Long> answers = texts.collect(Collectors.partitioningBy(
                text -> {
                    assertThat(ours.test(text)).as(text).isEqualTo(oracle.isRight(text));
                    assertThat(ours.test(new Utf8(text))).as(text).isEqualTo(ours.test(text));
                    return ours.test(text);
                },
                Collectors.counting()));

        // Or the texts say little.
        assertThat(answers.get(true)).isGreaterThan(TEXTS / 20);
        assertThat(answers.get(false)).isGreaterThan(TEXTS / 20);
    }

    private static boolean anyLabel(String host, Predicate<String> test) {
        return Stream.of(host.split("\\.", -1)).anyMatch(test);
    }

    private static boolean beyondAscii(String text) {
        return text.chars().anyMatch(c -> c > 0x7f);
    }

    /** We count what is written; encoded, an international label is longer, and commons-validator counts that. */
    private static String withoutLongInternationalLabels(String host) {
        return Stream.of(host.split("(?<=\\.)", -1))
                .map(label -> label.length() > 40 ? label.replaceAll("[ü]", "u") : label)
                .collect(Collectors.joining());
    }

    /** How international labels must not look (RFC 5891, 4.2.3.1), which commons-validator does not know. */
    private static boolean hyphensInWrongPlaces(String host) {
        return anyLabel(
                host,
                label -> label.startsWith("-")
                        || label.endsWith("-")
                        || (beyondAscii(label) && label.startsWith("--", 2)));
    }

    private static String afterLast(String text, char separator) {
        return text.substring(text.lastIndexOf(separator) + 1);
    }

    @Test
    void shouldKnowHostsAsCommonsValidatorDoes() {
        DomainValidator domains = DomainValidator.getInstance(false);
        Oracle oracle = new Oracle(domains::isValid)
                .taking("any top-level domain, or none: new ones come all the time", host -> host + ".com")
                .taking(
                        "international labels by their length as written",
                        PatternOracleTest::withoutLongInternationalLabels)
                .refusing(
                        "RFC 5891, 4.2.3.1: no hyphens in some places of an international label",
                        PatternOracleTest::hyphensInWrongPlaces);

        compare(
                text -> HostName.labels(text, 0, text.length()) > 0,
                oracle,
                nearly(
                        List.of("example", "sub-domain", "a.b-c.d", "xn--mller-kva.x", "1.2", "müller", "a".repeat(62)),
                        "aZ0-.._ ü@"));
    }

    @Test
    void shouldKnowEmailsAsCommonsValidatorDoes() {
        EmailValidator emails = EmailValidator.getInstance();
        Oracle oracle = new Oracle(emails::isValid)
                .taking("any top-level domain: new ones come all the time", text -> text + ".com")
                .taking(
                        "international labels by their length as written",
                        text -> text.substring(0, text.lastIndexOf('@') + 1)
                                + withoutLongInternationalLabels(afterLast(text, '@')))
                .refusing("no domain of one label, such as localhost", text -> !afterLast(text, '@')
                        .contains("."))
                .refusing(
                        "no top-level domain of one letter",
                        text -> afterLast(text, '.').length() < 2)
                .refusing("RFC 1123, 2.1: no host whose last label is a number", text -> afterLast(text, '.')
                        .matches("\\d*"))
                .refusing("no hosts by number", text -> text.contains("@["))
                .refusing("RFC 5321, 4.5.3.1.3: 254 characters in all", text -> text.length() > 254)
                .refusing(
                        "no quoted local parts: nobody has one, and \"a b\"@c is a mistake",
                        text -> text.contains("\""))
                .refusing("RFC 5322, 3.2.3: a backslash in quotes only", text -> text.contains("\\"))
                .refusing("RFC 6531: no white space beyond ASCII", text -> text.contains("\u00a0"))
                .refusing(
                        "RFC 5891, 4.2.3.1: no hyphens in some places of an international label",
                        text -> hyphensInWrongPlaces(afterLast(text, '@')));

        compare(
                NamedPattern.EMAIL::matches,
                oracle,
                nearly(
                        List.of(
                                "ann@example.org",
                                "a@b.io",
                                "first.last+tag@mail.example.co.uk",
                                "o'brien_99@sub-domain.example.com",
                                "!#$%&'*+-/=?^_`{|}~@example.org",
                                "jörg@müller.example",
                                "用户@例子.广告",
                                "x@xn--mller-kva.example",
                                "a".repeat(64) + "@example.org",
                                "\"a b\"@example.org",
                                "ann@[192.0.2.1]",
                                "ann@" + "b".repeat(63) + ".org"),
                        "aZ0@@..-_+'\"\\(),:;<>[]!#/=ü\u00a0 \t"));
    }

    private static final Pattern URL =
            Pattern.compile("([^:/?#]*)://(?:([^/?#@]*)@)?(\\[[^\\]/?#]*]|[^:/?#@\\[]*)([^/?#]*)(.*)", Pattern.DOTALL);

    private static String host(String url) {
        Matcher parts = URL.matcher(url);
        return parts.matches() ? parts.group(3) : "";
    }

    private static String port(String url) {
        Matcher parts = URL.matcher(url);
        return parts.matches() ? parts.group(4) : "";
    }

    private static String withHost(String url, UnaryOperator<String> change) {
        Matcher parts = URL.matcher(url);
        return parts.matches()
                ? url.substring(0, parts.start(3)) + change.apply(parts.group(3)) + url.substring(parts.end(3))
                : url;
    }

    private static String withUser(String url, UnaryOperator<String> change) {
        Matcher parts = URL.matcher(url);
        return parts.matches() && parts.group(2) != null
                ? url.substring(0, parts.start(2)) + change.apply(parts.group(2)) + url.substring(parts.end(2))
                : url;
    }

    private static String withRest(String url, UnaryOperator<String> change) {
        Matcher parts = URL.matcher(url);
        return parts.matches() ? url.substring(0, parts.start(5)) + change.apply(parts.group(5)) : url;
    }

    private static String encoded(String text, String characters) {
        return text.replaceAll("[" + characters + "]", "%20");
    }

    @Test
    void shouldKnowUrlsAsCommonsValidatorDoes() {
        UrlValidator urls = new UrlValidator(
                UrlValidator.ALLOW_ALL_SCHEMES + UrlValidator.ALLOW_LOCAL_URLS + UrlValidator.ALLOW_2_SLASHES);
        String letters = "\\u00a1-\\uffff&&[^\\s\\u2028\\u2029]";
        Oracle oracle = new Oracle(urls::isValid)
                .taking(
                        "RFC 3986, 3.2.2: a dot at a name's end",
                        url -> withHost(
                                url,
                                host -> host.matches("(.*\\.)?\\d+\\.")
                                        ? host
                                        : host.replaceFirst("(?<=[^.])\\.$", "")))
                .taking(
                        "any top-level domain, or none",
                        url -> withHost(url, host -> host.matches("\\[.*|(.*\\.)?\\d+|") ? host : host + ".com"))
                .taking(
                        "RFC 3986, 3.2.1: any number of colons in what names a user, who may have no name",
                        url -> withUser(url, user -> user.isEmpty() ? "x" : user.replace(':', '.')))
                .taking(
                        "RFC 3987: letters beyond ASCII",
                        url -> withUser(withRest(url, rest -> encoded(rest, letters)), user -> encoded(user, letters)))
                .taking(
                        "RFC 3986, 3.2: a user before an IPv6 address or an international name",
                        url -> host(url).startsWith("[") || beyondAscii(host(url))
                                ? url.replaceFirst("://([-\\w.~!$&'()*+,;=:]|%\\p{XDigit}{2})*@", "://")
                                : url)
                .taking(
                        "brackets in paths and queries, which browsers leave there",
                        url -> withRest(url, rest -> encoded(rest, "\\[\\]")))
                .taking(
                        "RFC 3986, 5.2.4: a path may go up too far",
                        url -> withRest(url, rest -> rest.replace("..", "xx")))
                .refusing(
                        "RFC 3986, 3.2.3: no colon without a port, which is a mistake more often than not",
                        url -> port(url).equals(":"))
                .refusing("RFC 1123, 2.1: no host whose name is a number", url -> host(url)
                        .matches("\\d+\\.?"))
                .refusing(
                        "RFC 5891, 4.2.3.1: no hyphens in some places of an international label",
                        url -> hyphensInWrongPlaces(host(url)))
                .refusing("RFC 3986, 3.2.2: no zone in an IPv6 address", url -> host(url)
                        .matches("\\[.*%.*"));

        compare(
                NamedPattern.URL::matches,
                oracle,
                nearly(
                        List.of(
                                "https://example.org",
                                "HTTP://EXAMPLE.ORG/",
                                "https://user:secret@example.org:8443/a/b?c=d&e=%20#f",
                                "http://localhost:8080",
                                "http://127.0.0.1/x",
                                "http://[2001:db8::1]:80/x",
                                "ftp://files.example.org/a.txt;type=i",
                                "s3://bucket-1/key",
                                "https://müller.example/straße?größe=1#ä",
                                "https://example.org/a/../b//c?filter[name]=x&y=(1,2)*$!'",
                                "https://example.org./~ann/@x:y"),
                        "aZ0@..-_:://??##[]%2!$&'()*+,;=<>\"{}|\\^`ü~\u00a0 \t"));
    }

    @Test
    void shouldKnowIpAddressesAsCommonsValidatorDoes() {
        InetAddressValidator addresses = InetAddressValidator.getInstance();
        compare(
                text -> IpAddress.isV4(text, 0, text.length()),
                new Oracle(addresses::isValidInet4Address),
                nearly(List.of("127.0.0.1", "255.255.255.255", "1.20.0.249", "0.0.0.0"), "0123456789.. a"));
        compare(
                text -> IpAddress.isV6(text, 0, text.length()),
                new Oracle(addresses::isValidInet6Address)
                        .refusing(
                                "RFC 3986, 3.2.2: an address has neither zone nor prefix",
                                text -> text.matches(".*[%/].*")),
                nearly(
                        List.of(
                                "2001:db8::1",
                                "::1",
                                "::",
                                "fe80::",
                                "::ffff:1.2.3.4",
                                "64:ff9b::192.0.2.33",
                                "1:2:3:4:5:6:7:8",
                                "1:2:3:4:5:6:7::",
                                "::2:3:4:5:6:7:8",
                                "1:2:3:4:5:6:77.77.88.88",
                                "fe80::1%1",
                                "2001:db8::/32"),
                        "0123456789abcdefFg::..%/"));
    }

    @Test
    void shouldKnowUuidsAsJavaDoes() {
        compare(
                NamedPattern.UUID::matches,
                new Oracle(PatternOracleTest::isUuid),
                nearly(
                        List.of("123e4567-e89b-12d3-a456-426614174000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"),
                        "09afAFgG-{ "));
    }

    /** Java's parser takes shorter groups, too, and prints them in full. */
    private static boolean isUuid(String text) {
        try {
            return UUID.fromString(text).toString().equalsIgnoreCase(text);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Test
    void shouldKnowCountriesAsTheDomainsOfCountriesDo() {
        List<String> onlyOurs = new ArrayList<>();
        List<String> onlyDomains = new ArrayList<>();
        for (String code : codes()) {
            boolean ours = NamedPattern.COUNTRY.matches(code);
            boolean domain = DomainValidator.getInstance().isValidCountryCodeTld(code);
            if (ours && !domain) {
                onlyOurs.add(code);
            } else if (domain && !ours) {
                onlyDomains.add(code);
            }
        }

        // ISO 3166-1 has codes for these, but no domain is delegated.
        assertThat(onlyOurs).containsExactly("BL", "BQ", "EH", "MF", "UM");
        // Domains of codes that ISO 3166-1 reserves, and assigns to no country.
        assertThat(onlyDomains).containsExactly("AC", "EU", "SU", "UK");
    }

    private static List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (char first = 'A'; first <= 'Z'; first++) {
            for (char second = 'A'; second <= 'Z'; second++) {
                codes.add("" + first + second);
            }
        }
        return codes;
    }

    @Test
    void shouldKnowIbansAsCommonsValidatorDoes() {
        Oracle oracle = new Oracle(PatternOracleTest::isIban)
                .taking("single spaces, as numbers are printed", text -> text.replaceAll("(?<=[^ ]) (?=[^ ])", ""));

        compare(
                NamedPattern.IBAN::matches,
                oracle,
                Stream.of(
                                List.of("DE89370400440532013000", "DE89 3704 0044 0532 0130 00"),
                                List.of("GB82WEST12345698765432", "GB82 WEST 1234 5698 7654 32"),
                                List.of("FR1420041010050500013M02606", "MT84MALT011000012345MTLCAST001S"),
                                List.of("NO9386011117947", "NO93 8601 1117 947"))
                        .flatMap(numbers -> nearly(numbers, "ABZ0189 a-"))
                        .map(PatternOracleTest::withCheckDigits));
    }

    /** Mostly: or hardly any changed number would be right. */
    private static String withCheckDigits(String number) {
        try {
            String compact = number.replace(" ", "");
            return number.hashCode() % 4 == 0 || compact.length() < 5
                    ? number
                    : number.substring(0, 2)
                            + IBANCheckDigit.IBAN_CHECK_DIGIT.calculate(
                                    compact.substring(0, 2) + "00" + compact.substring(4))
                            + number.substring(4);
        } catch (CheckDigitException e) {
            return number;
        }
    }

    /** What a country says about the places of letters and digits in its part is not for us. */
    private static boolean isIban(String number) {
        IBANValidatorStatus status = IBANValidator.getInstance().validate(number);
        return status == IBANValidatorStatus.VALID
                || (status == IBANValidatorStatus.INVALID_PATTERN
                        && number.matches("[A-Z]{2}\\d\\d[A-Z0-9]*")
                        && IBANCheckDigit.IBAN_CHECK_DIGIT.isValid(number));
    }

    @Test
    void shouldKnowTheLengthOfEachCountrysIbans() throws CheckDigitException {
        for (String country : codes()) {
            IBANValidator.Validator known = IBANValidator.getInstance().getValidator(country);
            for (int length = 5; length <= 40; length++) {
                String account = "1".repeat(length - 4);
                String number = country + IBANCheckDigit.IBAN_CHECK_DIGIT.calculate(country + "00" + account) + account;

                assertThat(NamedPattern.IBAN.matches(number))
                        .as(number)
                        .isEqualTo(known != null && known.getIbanLength() == length);
            }
        }
    }

    private static final PhoneNumberUtil PHONES = PhoneNumberUtil.getInstance();

    /** A number of each kind for each country. */
    private static Stream<PhoneNumber> examples() {
        return new TreeSet<>(PHONES.getSupportedRegions())
                .stream().flatMap(region -> Stream.of(PhoneNumberType.values())
                        .map(type -> PHONES.getExampleNumberForType(region, type))
                        .filter(number -> number != null));
    }

    private static long digits(String text) {
        return text.chars().filter(c -> c >= '0' && c <= '9').count();
    }

    @Test
    void shouldKnowThePhoneNumbersOfAllCountriesAsTheyAreWritten() {
        for (PhoneNumber number : examples().toList()) {
            for (PhoneNumberFormat format :
                    List.of(PhoneNumberFormat.E164, PhoneNumberFormat.INTERNATIONAL, PhoneNumberFormat.NATIONAL)) {
                String text = PHONES.format(number, format);

                // Shorter ones exist within some small countries, but mostly they are mistakes.
                assertThat(NamedPattern.PHONE.matches(text)).as(text).isEqualTo(digits(text) >= 7);
            }
            // A form of links, with a scheme, not of people.
            assertThat(NamedPattern.PHONE.matches(PHONES.format(number, PhoneNumberFormat.RFC3966)))
                    .isFalse();
        }
    }

    @Test
    void shouldKnowPhoneNumbersAsLibphonenumberDoes() {
        Oracle oracle = new Oracle(PatternOracleTest::isPhone)
                .refusing("no letters, no extensions, no digits beyond ASCII", text -> !text.matches("[-+0-9 ./()]*"))
                .refusing("a plus at the beginning only", text -> text.lastIndexOf('+') > 0)
                .refusing("E.164, 6: no country code begins with 0", text -> text.matches("\\+[^0-9]*0.*"))
                .refusing("E.164, 6: 15 digits at the most", text -> digits(text) > (text.startsWith("00") ? 17 : 15))
                .refusing("seven digits at least: fewer are mostly mistakes", text -> digits(text) < 7)
                .refusing(
                        "one pair of parentheses, around digits",
                        text -> text.matches("[^()]*") ? false : !text.matches("[^()]*\\(\\d[^()]*\\)[^()]*"))
                .refusing(
                        "no long gaps: they are two fields, or one with a hole",
                        text -> text.matches(".*[- ./]{4}.*")
                                || text.replaceAll("[()]", "").matches(".*[- ./]{4}.*"))
                .refusing(
                        "nothing but a plus or a parenthesis before the first digit, nothing but a parenthesis behind the last",
                        text -> text.matches("\\+?\\(?[- ./].*|.*[- ./]\\)?"));
        List<String> right = examples()
                .map(number -> PHONES.format(number, PhoneNumberFormat.INTERNATIONAL))
                .toList();

        compare(NamedPattern.PHONE::matches, oracle, nearly(right, "0123456789+-./() x٣"));
    }

    /** What has the form of a number, whatever its country says about it: without a region, that is not for us to know. */
    private static boolean isPhone(String text) {
        try {
            PHONES.parse(text, "DE");
            return true;
        } catch (NumberParseException e) {
            return e.getErrorType() == NumberParseException.ErrorType.INVALID_COUNTRY_CODE;
        }
    }
}
