package io.landfall.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.record.SchemaMismatchException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BusinessRuleTest {
    private static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
            {"type":"record","name":"Order","namespace":"io.acme","fields":[
              {"name":"i","type":["null","int"]},
              {"name":"j","type":["null","int"]},
              {"name":"l","type":["null","long"]},
              {"name":"m","type":["null","long"]},
              {"name":"f","type":["null","float"]},
              {"name":"g","type":["null","float"]},
              {"name":"d","type":["null","double"]},
              {"name":"e","type":["null","double"]},
              {"name":"price","type":["null",{"type":"fixed","name":"Price","size":13,
                "logicalType":"decimal","precision":30,"scale":2}]},
              {"name":"total","type":["null",{"type":"fixed","name":"Total","size":16,
                "logicalType":"decimal","precision":38,"scale":4}]},
              {"name":"text","type":["null","string"]},
              {"name":"other","type":["null","string"]},
              {"name":"kind","type":["null",{"type":"enum","name":"Kind","symbols":["NEW","PAID"]}]},
              {"name":"yes","type":["null","boolean"]},
              {"name":"no","type":["null","boolean"]},
              {"name":"millis","type":["null",{"type":"long","logicalType":"timestamp-millis"}]},
              {"name":"micros","type":["null",{"type":"long","logicalType":"local-timestamp-micros"}]},
              {"name":"nanos","type":["null",{"type":"long","landfall.logicalType":"timestamp-nanos"}]},
              {"name":"day","type":["null",{"type":"int","logicalType":"date"}]},
              {"name":"at","type":["null",{"type":"int","landfall.logicalType":"time-millis"}]},
              {"name":"until","type":["null",{"type":"long","landfall.logicalType":"time-micros"}]},
              {"name":"tags","type":["null",{"type":"array","items":"string"}]},
              {"name":"address","type":["null",{"type":"record","name":"Address","fields":[
                {"name":"country","type":["null","string"]},{"name":"floor","type":"int"}]}]}]}""");

    private static final String NOON = "2026-03-01T12:00:00Z";

    private static GenericRecord record() {
        GenericData.Record record = new GenericData.Record(SCHEMA);
        record.put("i", 7);
        record.put("j", -2);
        record.put("l", Long.MAX_VALUE);
        record.put("m", Long.MIN_VALUE);
        record.put("f", 19.99f);
        record.put("g", 59.97f);
        record.put("d", 19.99);
        record.put("e", 59.97);
        record.put("price", fixed("price", "19.99"));
        record.put("total", fixed("total", "59.9700"));
        record.put("text", new Utf8("äpfel"));
        record.put("other", "zebra");
        record.put("kind", new GenericData.EnumSymbol(type("kind"), "PAID"));
        record.put("yes", true);
        record.put("no", false);
        Instant noon = Instant.parse(NOON);
        record.put("millis", noon.toEpochMilli());
        record.put("micros", noon.toEpochMilli() * 1_000 + 1);
        record.put("nanos", noon.toEpochMilli() * 1_000_000);
        record.put("day", (int) LocalDate.parse("2026-03-01").toEpochDay());
        record.put("at", 43_200_000);
        record.put("until", 43_200_000_000L);
        record.put("tags", List.of());
        GenericData.Record address = new GenericData.Record(type("address"));
        address.put("country", new Utf8("DE"));
        address.put("floor", 3);
        record.put("address", address);
        return record;
    }

    private static Schema type(String field) {
        return SCHEMA.getField(field).schema().getTypes().get(1);
    }

    private static GenericData.Fixed fixed(String field, String number) {
        BigInteger unscaled = new BigDecimal(number).unscaledValue();
        byte[] bytes = new byte[type(field).getFixedSize()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[bytes.length - 1 - i] = unscaled.shiftRight(8 * i).byteValue();
        }
        return new GenericData.Fixed(type(field), bytes);
    }

    /** True where the rule holds and its opposite does not, and so on: a broken rule is not an unknown one. */
    private static String truth(String expression, GenericRecord record) {
        boolean broken = BusinessRule.of(expression, SCHEMA).isBrokenBy(record);
        boolean oppositeBroken =
                BusinessRule.of("not (" + expression + ")", SCHEMA).isBrokenBy(record);
        assertThat(broken && oppositeBroken).isFalse();
        return broken ? "false" : oppositeBroken ? "true" : "unknown";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // precedence
                "1 + 2 * 3 == 7",
                "(1 + 2) * 3 == 9",
                "10 - 3 - 2 == 5",
                "12 / 3 / 2 == 2",
                "-2 * 3 == -6",
                "2 - -3 == 5",
                "true or true and false",
                "not (false and false or true) == false",
                "not 1 == 2",
                // whole numbers
                "i == 7 and j == -2 and i != j and i > j and i >= 7 and j < 0 and j <= -2",
                "i * j == -14 and i - j == 9 and -i == -7 and abs(j) == 2",
                "l + 1 == 9223372036854775808",
                "l * l == 85070591730234615847396907784232501249",
                "m - 1 == -9223372036854775809 and m == -9223372036854775808 and -m == 9223372036854775808",
                "abs(m) > l and m < l and l > 9223372036854775806",
                "i / 2 == 3.5",
                "i in [1, 7] and i not in [1, 2] and i in [i] and i in [d, 7] and i not in [d, e] and i + j in [4.9, 5.00]",
                "l + 1 in [1, 9223372036854775808] and l + 1 not in [1, l] and d in [1, 19.99] and d * 3 in [f, e]",
                // decimals
                "price * 3 == total and total == 59.97 and total > 59.9699 and price == 19.990",
                "total - price * 2 == price and abs(price - total) == 39.98",
                "price / 3 * 3 == price and total / 3 == price",
                "price * price * price * price * price * price * price * price * price * price * price * price > 1e",
                // mixed with floating point
                "d * 3 == e and d + d + d == e and not d * 3 > e and not d * 3 < e and d * 3 >= e and d * 3 <= e",
                "f * 3 == g and f == 19.99 and f == d and d == price and g == total",
                "e > 59.9699999 and e != 59.9700001 and abs(d - e) > 39",
                // text
                "text == 'äpfel' and text != other and text > other and other in ['ant', \"zebra\"]",
                "kind == 'PAID' and kind != 'NEW' and kind > 'NEW' and kind in ['NEW', 'PAID'] and kind != text",
                // true and false
                "yes and not no and yes == true and no == false and yes != no and yes == (i > 0)",
                // times
                "micros > millis and nanos == millis and micros > nanos",
                "day == millis and day == micros and millis >= day and millis <= day",
                "millis == '2026-03-01T12:00:00Z' and millis == '2026-03-01 13:00:00+01:00' and micros > '2026-03-01T12:00'",
                "day in ['2026-01-01', millis] and '2026-03-01' in [text, day] and yes in [false, yes]",
                "day == '2026-03-01' and millis == '2026-03-01' and millis < '2026-03-02' and '2026-02-28' < day",
                "at == 43200000000 and at == until and at - until == 0 and at <= until and at + 1 > until",
                // nothing there, or something
                "address.country is not null and tags is not null and address is not null and i is not null",
                "address.country == 'DE' and address.floor == 3",
            })
    void shouldHold(String expression) {
        assertThat(truth(expression.replace("> 1e", "> 1" + "0".repeat(15)), record()))
                .isEqualTo("true");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i == 8",
                "l + 1 < l",
                "l * 2 < l",
                "price * 3 == total + 0.0001",
                "price * 3 != total",
                "d * 3 != e",
                "d * 3 == e + 0.0000001",
                "f * 3 == g + 0.001",
                "text == 'apfel'",
                "kind in ['NEW', 'GONE']",
                "no",
                "yes and no",
                "no or no",
                "not yes",
                "millis > micros",
                "day > millis",
                "millis == '2026-03-01T12:00:01Z'",
                "tags is null",
            })
    void shouldBeBroken(String expression) {
        assertThat(truth(expression, record())).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "i == 7",
                "i != 7",
                "i + 1 > 0",
                "1 - i > 0",
                "i * 2 > 0",
                "i / 2 > 0",
                "2 / i > 0",
                "-i > 0",
                "abs(i) > 0",
                "i in [1]",
                "i not in [1]",
                "1 in [2, i]",
                "1 in [2, i, d]",
                "d in [1]",
                "l + i in [1]",
                "i == i",
                "d == 1",
                "d * 2 > e",
                "abs(d) > 0",
                "price == 1",
                "price * 2 == total",
                "total - price > 0",
                "abs(total) > 0",
                "price / 2 > 0",
                "text == 'a'",
                "text in ['a', 'b']",
                "text == other",
                "kind == 'NEW'",
                "yes",
                "not yes",
                "yes == no",
                "yes and true",
                "yes or false",
                "millis > micros",
                "day == '2026-01-01'",
                "address.country == 'DE'",
                "address.floor > 1",
                "l + i > 0"
            })
    void shouldBeUnknownWhereAValueIsMissing(String expression) {
        assertThat(truth(expression, new GenericData.Record(SCHEMA))).isEqualTo("unknown");
    }

    @Test
    void shouldKnowWhatIsMissing() {
        GenericRecord empty = new GenericData.Record(SCHEMA);

        assertThat(truth("i is null and address is null and address.country is null and tags is null", empty))
                .isEqualTo("true");
        assertThat(truth("i is not null", empty)).isEqualTo("false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"i / (i - 7) > 0", "i / 0 == 0", "price / (i - 7) == 0", "0 / 0 == 0", "1.0 / (d - d) > 1"})
    void shouldNotKnowWhatIsDividedByZero(String expression) {
        assertThat(truth(expression, record())).isEqualTo("unknown");
    }

    @Test
    void shouldTakeNotANumberForNoValueAndKnowTheInfinite() {
        GenericRecord record = record();
        record.put("d", Double.NaN);
        record.put("f", Float.NaN);
        record.put("e", Double.POSITIVE_INFINITY);
        record.put("g", Float.NEGATIVE_INFINITY);

        assertThat(truth("d > 0", record)).isEqualTo("unknown");
        assertThat(truth("f != 1 and true", record)).isEqualTo("unknown");
        assertThat(truth("e > l and e == e and e != 1 and g < m and e != g and -e == g", record))
                .isEqualTo("true");
        assertThat(truth("e - e == 0", record)).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "i in [     | 0,  | 1985 | 7]       | 8]",
                "other in [ | '', | 1320 | 'zebra'] | 'horse']",
                "i          | +0  | 1985 | ~ in [7]~ | ~ in [8]~"
            })
    void shouldWorkOutTheLongestRules(String start, String part, int times, String right, String wrong) {
        String most = start + part.repeat(times);

        assertThat(most.length()).isBetween(3_960, 3_985);
        assertThat(truth(most + right, record())).isEqualTo("true");
        assertThat(truth(most + wrong, record())).isEqualTo("false");
    }

    /** As in SQL: {@code u} is a field without a value. */
    @ParameterizedTest
    @CsvSource({
        "true, true, true, true",
        "true, false, false, true",
        "true, u, unknown, true",
        "false, true, false, true",
        "false, false, false, false",
        "false, u, false, unknown",
        "u, true, unknown, true",
        "u, false, false, unknown",
        "u, u, unknown, unknown",
    })
    void shouldJoinConditionsAsSqlDoes(String left, String right, String both, String either) {
        GenericRecord empty = new GenericData.Record(SCHEMA);
        Map<String, String> written = new HashMap<>(Map.of("true", "true", "false", "false", "u", "yes"));

        assertThat(truth(written.get(left) + " and " + written.get(right), empty))
                .isEqualTo(both);
        assertThat(truth(written.get(left) + " or " + written.get(right), empty))
                .isEqualTo(either);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "i == nothing          | no field 'nothing' in record io.acme.Order",
                "nothing is null       | no field 'nothing' in record io.acme.Order",
                "address.city == 'X'   | no field 'city' in record io.acme.Address (looking for 'address.city')",
                "i.x == 1              | 'i.x' leads through 'i', which is int, not a record",
                "text + 1 == 2         | at character 1: 'text' is text; expected a number before '+'",
                "i == text             | at character 1: 'i' is a number, 'text' is text; expected two values of one kind",
                "millis > l            | at character 1: 'millis' is a time, 'l' is a number; expected two values of one kind",
                "millis > text         | at character 1: 'millis' is a time, 'text' is text; expected two values of one kind",
                "i > 1 and j           | at character 11: 'j' is a number; expected a condition after 'and'",
                "i                     | at character 1: 'i' is a number; expected a condition, such as",
                "yes > no              | at character 1: true and false have no order; expected == or !=",
                "tags == 'a'           | at character 1: 'tags' is neither a number, text, a time nor true or false, ''a'' is text; expected two",
                "address == address    | at character 1: 'address' is neither",
                "millis > 'yesterday'  | 'yesterday' is compared with a time, but is neither a date nor a time in ISO 8601",
                "i in [1, 'a']         | at character 1: 'i' is a number, ''a'' is text",
                "i =                   | at character 3: '=' is not understood; expected ==",
            })
    void shouldSayWhatDoesNotFitTheSchema(String expression, String expected) {
        assertThatThrownBy(() -> BusinessRule.of(expression, SCHEMA))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessageStartingWith(expected);
    }

    /** Of random words: an expression is refused with its reason, or is worked out for any record. */
    @Test
    void shouldRefuseOrWorkOutWhateverIsWritten() {
        String[] words = ("i l d f price total text kind yes millis day tags address address.floor nothing 1 2.5 'a' "
                        + "'2026-01-01' true null == != < >= + - * / ( ) [ ] , in is not and or abs")
                .split(" ", -1);
        Random random = new Random(1);
        int worked = 0;
        for (int round = 0; round < 20_000; round++) {
            String expression = round % 2 == 0
                    ? random.ints(1 + random.nextInt(8), 0, words.length)
                            .mapToObj(word -> words[word])
                            .collect(Collectors.joining(" "))
                    : words[random.nextInt(19)] + " " + words[random.nextInt(21, 25)] + " " + words[random.nextInt(19)];
            try {
                BusinessRule rule = BusinessRule.of(expression, SCHEMA);
                rule.isBrokenBy(record());
                rule.isBrokenBy(new GenericData.Record(SCHEMA));
                worked++;
            } catch (SchemaMismatchException e) {
                assertThat(e)
                        .hasMessageMatching(
                                "at character \\d+: .+; expected .+|no field '(nothing|abs)' in record io\\.acme\\.Order|"
                                        + "'a' is compared with a time, but is neither a date nor a time in ISO 8601");
            }
        }
        assertThat(worked).isGreaterThan(1_500);
    }

    /** The longest rules that the parser takes need no more than half of what a thread has for its calls. */
    @ParameterizedTest
    @ValueSource(strings = {"i%s > 0|+1", "d%s > 0|+1", "yes%s| or yes", "yes%s| or no and no"})
    void shouldCompileTheLongestRules(String shape) throws InterruptedException {
        String[] parts = shape.split("\\|", -1);
        String expression = parts[0].formatted(parts[1].repeat(3_980 / parts[1].length()));
        AtomicReference<String> truth = new AtomicReference<>();
        Thread thread = new Thread(null, () -> truth.set(truth(expression, record())), "rule", 512 * 1024);

        thread.start();
        thread.join();

        assertThat(truth).hasValue("true");
    }
}
