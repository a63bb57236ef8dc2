package io.landfall.quality.pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamedPatternTest {
    private static void matches(NamedPattern pattern, String text) {
        assertThat(pattern.matches(text)).as(text).isTrue();
        assertThat(pattern.matches(new Utf8(text))).as(text).isTrue();
    }

    private static void refuses(NamedPattern pattern, String text) {
        assertThat(pattern.matches(text)).as(text).isFalse();
        assertThat(pattern.matches(new Utf8(text))).as(text).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ann@example.org",
                "a@b.io",
                "first.last+tag@mail.example.co.uk",
                "o'brien_99@sub-domain.example.com",
                "jörg@müller.example",
                "x@xn--mller-kva.example"
            })
    void shouldKnowEmails(String text) {
        matches(NamedPattern.EMAIL, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "ann",
                "ann@",
                "@example.org",
                "ann@example",
                "ann@@example.org",
                "ann@example@org.de",
                ".ann@example.org",
                "ann.@example.org",
                "a..nn@example.org",
                "ann @example.org",
                " ann@example.org",
                "ann@example.org ",
                "ann@-example.org",
                "ann@example-.org",
                "ann@example..org",
                "ann@.example.org",
                "ann@example.org.",
                "ann@example.c",
                "ann@127.0.0.1",
                "ann@exa_mple.org",
                "Ann <ann@example.org>",
                "ann@example.org,bob@example.org",
                "a\u00a0b@example.org"
            })
    void shouldRefuseWhatIsNoEmail(String text) {
        refuses(NamedPattern.EMAIL, text);
    }

    @Test
    void shouldBoundTheLengthOfEmails() {
        matches(NamedPattern.EMAIL, "a".repeat(64) + "@example.org");
        refuses(NamedPattern.EMAIL, "a".repeat(65) + "@example.org");
        refuses(NamedPattern.EMAIL, "a@" + "b".repeat(64) + ".org");
        refuses(NamedPattern.EMAIL, "a@" + "bcd.".repeat(64) + "org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "+4930123456",
                "+49 30 123456",
                "+49 (0)30 123456",
                "+1 (555) 010-0000",
                "(555) 010-0000",
                "(030) 123 456",
                "030/1234567",
                "555-010-0000",
                "555.010.0000",
                "0049 30 123456",
                "030 - 1234567",
                "1234567",
                "+123456789012345"
            })
    void shouldKnowPhoneNumbers(String text) {
        matches(NamedPattern.PHONE, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "+",
                "123456",
                "1234567890123456",
                "+1234567890123456",
                "+0301234567",
                "++4930123456",
                "49+30123456",
                "30123456-",
                "-30123456",
                " 30123456",
                "30123456 ",
                "(30123456",
                "30)123456",
                "()30123456",
                "(30)(12)3456",
                "((30))123456",
                "( 30)123456",
                "301    23456",
                "555-CALL-NOW",
                "0301234567x12",
                "٣٠١٢٣٤٥٦"
            })
    void shouldRefuseWhatIsNoPhoneNumber(String text) {
        refuses(NamedPattern.PHONE, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DE89370400440532013000",
                "DE89 3704 0044 0532 0130 00",
                "GB82WEST12345698765432",
                "FR1420041010050500013M02606",
                "NO9386011117947",
                "MT84MALT011000012345MTLCAST001S",
                "XK051212012345678906",
                "LC14BOSL123456789012345678901234"
            })
    void shouldKnowIbans(String text) {
        matches(NamedPattern.IBAN, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "DE",
                "DE89370400440532013001",
                "DE98370400440532013000",
                "ED89370400440532013000",
                "de89370400440532013000",
                "DE8937040044053201300O",
                " DE89370400440532013000",
                "DE89370400440532013000 ",
                "DE89  370400440532013000",
                "DE89-3704-0044-0532-0130-00",
                "D189370400440532013000",
                "DEX9370400440532013000",
                "DE893704004405320130003704004405320130",
                "DE8937040044053201",
                "US64SVBKUS6S3300958879"
            })
    void shouldRefuseWhatIsNoIban(String text) {
        refuses(NamedPattern.IBAN, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org",
                "http://example.org/",
                "HTTP://EXAMPLE.ORG",
                "https://user:secret@example.org:8443/a/b?c=d&e=%20#f",
                "http://localhost:8080",
                "http://127.0.0.1/x",
                "http://[2001:db8::1]:80/x",
                "ftp://files.example.org/a.txt",
                "s3://bucket-1/key",
                "https://müller.example/straße?größe=1",
                "https://example.org?q=1",
                "https://example.org#top",
                "https://example.org/@someone",
                "http://example.org./x",
                "http://[::ffff:192.0.2.1]/",
                "http://[::]",
                "http://a:b:c@example.org",
                "http://@example.org",
                "https://example.org/?filter[name]=x"
            })
    void shouldKnowUrls(String text) {
        matches(NamedPattern.URL, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.org",
                "www.example.org/x",
                "https:",
                "https://",
                "https:///path",
                "://example.org",
                "1http://example.org",
                "http//example.org",
                "http:/example.org",
                "http://exa mple.org",
                "http://example.org/a b",
                "http://example.org/%",
                "http://example.org/%2",
                "http://example.org/%zz",
                "http://example.org/<x>",
                "http://example.org:",
                "http://example.org:x",
                "http://example.org:65536",
                "http://example.org:99999999999",
                "http://-example.org",
                "http://example..org",
                "http://[2001:db8::1",
                "http://[example]/",
                "http://user@",
                "mailto:ann@example.org",
                "javascript:alert(1)",
                "http://256.0.0.1/",
                "http://127.0.0.01/",
                "http://1.2.3/",
                "http://12345/",
                "http://[1:2:3]/",
                "http://[1:2:3:4:5:6:7:8:9]/",
                "http://[::1::2]/",
                "http://[fe80::1%25eth0]/",
                "http://a@b@example.org",
                "http://[a]@example.org",
                "http://xn--müller-kva.example",
                "http://example.org/#a#b"
            })
    void shouldRefuseWhatIsNoUrl(String text) {
        refuses(NamedPattern.URL, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"123e4567-e89b-12d3-a456-426614174000", "123E4567-E89B-12D3-A456-426614174000"})
    void shouldKnowUuids(String text) {
        matches(NamedPattern.UUID, text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "123e4567e89b12d3a456426614174000",
                "{123e4567-e89b-12d3-a456-426614174000}",
                "123e4567-e89b-12d3-a456-42661417400",
                "123e4567-e89b-12d3-a456-4266141740000",
                "123e4567-e89b-12d3-a456-42661417400g",
                "123e4567-e89b-12d3-a456_426614174000",
                "123e4567-e89b-12d3a-456-426614174000"
            })
    void shouldRefuseWhatIsNoUuid(String text) {
        refuses(NamedPattern.UUID, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DE", "GB", "US", "FR", "CH", "ZW", "AD"})
    void shouldKnowCountries(String text) {
        matches(NamedPattern.COUNTRY, text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "D", "de", "De", "UK", "XX", "ZZ", "DEU", "Germany", "ÄÖ", " DE", "D1"})
    void shouldRefuseWhatIsNoCountry(String text) {
        refuses(NamedPattern.COUNTRY, text);
    }

    @Test
    void shouldMatchRegularExpressionsAgainstTheWholeText() {
        TextPattern pattern = TextPattern.of("[A-Z]{3}-\\d+|ü+");

        assertThat(pattern.matches("ABC-1")).isTrue();
        assertThat(pattern.matches(new Utf8("ABC-12"))).isTrue();
        assertThat(pattern.matches(new Utf8("üü"))).isTrue();
        assertThat(pattern.matches("üü")).isTrue();
        assertThat(pattern.matches("xABC-1")).isFalse();
        assertThat(pattern.matches(new Utf8("ABC-1x"))).isFalse();
        assertThat(pattern.matches("")).isFalse();
        assertThat(pattern.rule()).isEqualTo("pattern");
    }

    @Test
    void shouldMatchTextInAReusedBuffer() {
        Utf8 text = new Utf8("ABC-1234567");
        text.setByteLength(5);

        assertThat(TextPattern.of("[A-Z]{3}-\\d").matches(text)).isTrue();
    }

    @Test
    void shouldNotBeStalledByAHostileRecord() {
        TextPattern pattern = TextPattern.of("(a+)+b");
        long start = System.nanoTime();

        assertThat(pattern.matches("a".repeat(20_000))).isFalse();

        // A backtracking engine would take longer than the universe is old.
        assertThat(System.nanoTime() - start).isLessThan(10_000_000_000L);
    }

    @Test
    void shouldRefuseMisspeltNamesAndBrokenExpressions() {
        assertThatThrownBy(() -> TextPattern.of("emial"))
                .hasMessage(
                        "'emial' is neither one of email, phone, iban, url, uuid, country nor a regular expression");
        assertThatThrownBy(() -> TextPattern.of("(a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no regular expression");
        assertThatThrownBy(() -> TextPattern.of("(?=a)b")).isInstanceOf(IllegalArgumentException.class);
    }
}
