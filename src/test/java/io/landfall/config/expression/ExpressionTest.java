package io.landfall.config.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tree that an expression becomes. */
class ExpressionTest {
    private static Expression tree(String expression) throws ExpressionException {
        return ExpressionParser.parse(expression);
    }

    private static Expression field(String path) {
        return new Expression.FieldReference(path, Kind.ANY);
    }

    private static Expression number(String value) {
        return new Expression.NumberLiteral(new BigDecimal(value));
    }

    private static Expression less(Expression left, Expression right) {
        return new Expression.Comparison(ComparisonOperator.LESS, left, right);
    }

    private static Expression arithmetic(Expression left, ArithmeticOperator operator, Expression right) {
        return new Expression.Arithmetic(operator, left, right);
    }

    @Test
    void shouldBindCalculationsByTheirRank() throws ExpressionException {
        assertThat(tree("a - 1 - -b * 2 / abs(c) < (a + 1) * 1.50"))
                .isEqualTo(less(
                        arithmetic(
                                arithmetic(field("a"), ArithmeticOperator.SUBTRACT, number("1")),
                                ArithmeticOperator.SUBTRACT,
                                arithmetic(
                                        arithmetic(
                                                new Expression.Negative(field("b")),
                                                ArithmeticOperator.MULTIPLY,
                                                number("2")),
                                        ArithmeticOperator.DIVIDE,
                                        new Expression.Absolute(field("c")))),
                        arithmetic(
                                arithmetic(field("a"), ArithmeticOperator.ADD, number("1")),
                                ArithmeticOperator.MULTIPLY,
                                number("1.50"))));
    }

    @Test
    void shouldBindConditionsByTheirRank() throws ExpressionException {
        Expression a = field("a");
        Expression b = field("b");
        Expression c = field("c");

        assertThat(tree("a or not b and c"))
                .isEqualTo(new Expression.Or(a, new Expression.And(new Expression.Not(b), c)));
        assertThat(tree("(a or not b) and c"))
                .isEqualTo(new Expression.And(new Expression.Or(a, new Expression.Not(b)), c));
        assertThat(tree("not a < 1")).isEqualTo(new Expression.Not(less(a, number("1"))));
    }

    @Test
    void shouldWriteOppositesWithNot() throws ExpressionException {
        Expression isNull = new Expression.IsNull(new Expression.FieldReference("a.b", Kind.ANY));
        Expression inList = new Expression.InList(
                field("a"), List.of(new Expression.TextLiteral("it's"), new Expression.TextLiteral("x")));

        assertThat(tree("a.b is null")).isEqualTo(isNull);
        assertThat(tree("a.b is not null")).isEqualTo(new Expression.Not(isNull));
        assertThat(tree("a in [\"it's\", 'x']")).isEqualTo(inList);
        assertThat(tree("a not in [\"it's\", 'x']")).isEqualTo(new Expression.Not(inList));
    }

    @Test
    void shouldKnowEachKindOfComparison() throws ExpressionException {
        for (ComparisonOperator operator : ComparisonOperator.values()) {
            String symbol =
                    switch (operator) {
                        case EQUAL -> "==";
                        case NOT_EQUAL -> "!=";
                        case LESS -> "<";
                        case LESS_OR_EQUAL -> "<=";
                        case GREATER -> ">";
                        case GREATER_OR_EQUAL -> ">=";
                    };

            assertThat(tree("a " + symbol + " 1"))
                    .isEqualTo(new Expression.Comparison(operator, field("a"), number("1")));
        }
    }

    @Test
    void shouldKnowTheFieldsThatARuleReads() throws ExpressionException {
        assertThat(tree("total == price * quantity - abs(-rebate.amount) and price > 0 or not (paid in [open, true])"
                                + " or closed_at is not null or total / tax < 2")
                        .fields())
                .containsExactly("total", "price", "quantity", "rebate.amount", "paid", "open", "closed_at", "tax");
        assertThat(tree("1 < 2").fields()).isEmpty();
    }

    @Test
    void shouldKnowTheKindsOfItsParts() throws ExpressionException {
        Expression tree = tree("a + 1 < -b and c == 'x' and not (d in [true]) or e is null");

        assertThat(tree.kind()).isEqualTo(Kind.CONDITION);
        assertThat(kinds(tree))
                .containsOnly(
                        Map.entry("Or", Kind.CONDITION),
                        Map.entry("And", Kind.CONDITION),
                        Map.entry("Not", Kind.CONDITION),
                        Map.entry("Comparison", Kind.CONDITION),
                        Map.entry("InList", Kind.CONDITION),
                        Map.entry("IsNull", Kind.CONDITION),
                        Map.entry("BooleanLiteral", Kind.CONDITION),
                        Map.entry("Arithmetic", Kind.NUMBER),
                        Map.entry("Negative", Kind.NUMBER),
                        Map.entry("NumberLiteral", Kind.NUMBER),
                        Map.entry("TextLiteral", Kind.QUOTED),
                        Map.entry("FieldReference", Kind.ANY));
    }

    private static Map<String, Kind> kinds(Expression tree) {
        Map<String, Kind> kinds = new HashMap<>(Map.of(tree.getClass().getSimpleName(), tree.kind()));
        tree.operands().forEach(operand -> kinds.putAll(kinds(operand)));
        return kinds;
    }

    @Test
    void shouldCheckTheKindsOfFieldsThatAreKnown() throws ExpressionException {
        Map<String, Kind> kinds = Map.of("n", Kind.NUMBER, "t", Kind.TEXT, "at", Kind.TIME, "tags", Kind.OTHER);

        assertThat(ExpressionParser.parse("n > 1 and t == 'x' and at < '2026-01-01' and tags is null", kinds::get)
                        .fields())
                .containsExactly("n", "t", "at", "tags");
        assertThatThrownBy(() -> ExpressionParser.parse("1 < n and n == t", kinds::get))
                .hasMessage("at character 11: 'n' is a number, 't' is text; expected two values of one kind");
        assertThatThrownBy(() -> ExpressionParser.parse("n", kinds::get))
                .hasMessageStartingWith("at character 1: 'n' is a number; expected a condition");
    }

    @Test
    void shouldBearTheLongestExpression() throws ExpressionException {
        assertThat(tree("a" + "+1".repeat(1_990) + ">0").fields()).containsExactly("a");
    }
}
