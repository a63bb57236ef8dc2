package io.landfall.config.expression;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an expression may look like; what it comes to is tested where that is worked out. */
class ExpressionParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "line_total == unit_price * quantity",
                "paid",
                "not paid",
                "true",
                "(paid)",
                "  a<1or b>=2.50 and\n\tnot c!=d ",
                "abs(total - net * 1.19) <= 0.005",
                "-a < -1",
                "a - -1 > 0",
                "status in ['NEW', \"it's\"]",
                "status not in ['NEW']",
                "n in [1, -2, b * 2]",
                "shipped_at is null or shipped_at >= order_date",
                "address.street is not null",
                "(a == b) == (c == d)",
                "paid != false",
                "order_date >= '2020-01-01'",
                "abs > 0 and nothing > 0 and island > 0",
            })
    void shouldTakeConditions(String expression) {
        assertThatCode(() -> ExpressionParser.check(expression)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "a = b                  | 3: '=' is not understood; expected ==",
                "a == b && c == d       | 8: '&' is not understood; expected and",
                "!paid                  | 1: '!' is not understood; expected not",
                "a == #                 | 6: '#' is not understood; expected a field, a number, a text or an operator",
                "${env:A}               | 1: '$' is not understood; expected a field",
                "a == 'b                | 6: a text does not end; expected another '",
                "a ==                   | 5: it ends too early; expected a field, a number, a text or a parenthesis",
                "a == == b              | 6: '==' is not possible here; expected a field",
                "a == 1 b               | 8: 'b' is not possible here; expected an operator or the end",
                "a == 1 AND b == 2      | 8: 'AND' is not possible here; expected an operator or the end",
                "a < b < c              | 7: '<' is not possible here; expected an operator or the end",
                "a == 1e3               | 7: 'e3' is not possible here; expected an operator or the end",
                "(a == b                | 8: it ends too early; expected ')'",
                "a == b)                | 7: ')' is not possible here; expected an operator or the end",
                "a in [1, 2             | 11: it ends too early; expected ']'",
                "a in []                | 7: ']' is not possible here; expected a field",
                "a in (1)               | 6: '(' is not possible here; expected '['",
                "a not [1]              | 7: '[' is not possible here; expected 'in'",
                "a == null              | 6: 'null' is not possible here; expected 'is null' or 'is not null' after a field",
                "a is 1                 | 6: '1' is not possible here; expected 'null'",
                "1 is null              | 1: '1' is no field; expected a field before 'is'",
                "a + b is null          | 1: 'a + b' is no field; expected a field before 'is'",
                "(a) is null            | 1: '(a)' is no field; expected a field before 'is'",
                "length(a) == 1         | 1: 'length' is no function; expected abs",
                "abs('a') == 1          | 4: '('a')' is text; expected a number for 'abs'",
                "unit_price * quantity  | 1: 'unit_price * quantity' is a number; expected a condition, such as total == price * quantity",
                "'a'                    | 1: ''a'' is text; expected a condition, such as",
                "a and 1                | 7: '1' is a number; expected a condition after 'and'",
                "(a + b) or c           | 1: '(a + b)' is a number; expected a condition before 'or'",
                "not 1                  | 5: '1' is a number; expected a condition after 'not'",
                "a + 'b' == c           | 5: ''b'' is text; expected a number after '+'",
                "(a == b) * 2 == c      | 1: '(a == b)' is true or false; expected a number before '*'",
                "-'b' == c              | 2: ''b'' is text; expected a number after '-'",
                "a + 1 == 'b'           | 1: 'a + 1' is a number, ''b'' is text; expected two values of one kind",
                "1 in ['b']             | 1: '1' is a number, ''b'' is text; expected two values of one kind",
                "a < true               | 1: true and false have no order; expected == or !=",
            })
    void shouldSayWhereAnExpressionGoesWrongAndWhatWouldBeRight(String expression, String expected) {
        assertThatThrownBy(() -> ExpressionParser.check(expression))
                .isInstanceOf(ExpressionException.class)
                .hasMessageStartingWith("at character " + expected);
    }

    @Test
    void shouldNameTheWordForBars() {
        assertThatThrownBy(() -> ExpressionParser.check("a || b"))
                .hasMessage("at character 3: '|' is not understood; expected or");
    }

    @Test
    void shouldRefuseWhatGoesTooDeepOrTooFar() {
        assertThatCode(() -> ExpressionParser.check("(".repeat(100) + "a" + ")".repeat(100)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ExpressionParser.check("(".repeat(3_000)))
                .hasMessage("at character 101: parentheses go too deep; expected 100 levels at most");
        assertThatCode(() -> ExpressionParser.check("a" + "+1".repeat(1_990) + ">0"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> ExpressionParser.check("a" + "+1".repeat(2_000) + ">0"))
                .hasMessage("at character 4001: it is too long; expected 4000 characters at most");
    }
}
