package io.landfall.config.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;

/**
 * Reads a condition. What binds tightest comes last:
 *
 * <pre>
 * disjunction: conjunction { or conjunction }
 * conjunction: negation { and negation }
 * negation:   [ not ] comparison
 * comparison: sum [ (== | != | &lt; | &lt;= | &gt; | &gt;=) sum | [ not ] in "[" sum { , sum } "]" | is [ not ] null ]
 * sum:        product { (+ | -) product }
 * product:    factor { (* | /) factor }
 * factor:     [ - ] ( number | text | true | false | field | abs "(" condition ")" | "(" condition ")" )
 * </pre>
 *
 * @param <T> what the parts become
 */
public final class ExpressionParser<T> {
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "is", "null", "true", "false");
    private static final String VALUE = "a field, a number, a text or a parenthesis";
    private static final int DEEPEST = 100;
    private static final int LONGEST = 4_000;

    private final String expression;
    private final List<Token> tokens;
    private final Operands<T> operands;
    private int next;
    private int depth;

    /**
     * A part with its place.
     *
     * @param path of a part that is a field and nothing more; else empty
     */
    private record Part<T>(T value, Kind kind, int from, int to, String path) {
        Part(T value, Kind kind, int from, int to) {
            this(value, kind, from, to, "");
        }
    }

    private ExpressionParser(String expression, Operands<T> operands) throws ExpressionException {
        if (expression.length() > LONGEST) {
            throw new ExpressionException(LONGEST, "it is too long", LONGEST + " characters at most");
        }
        this.expression = expression;
        this.tokens = Token.of(expression);
        this.operands = operands;
    }

    /**
     * Whether an expression is a condition, for some schema at least.
     *
     * @throws ExpressionException if it is not
     */
    public static void check(String expression) throws ExpressionException {
        parse(expression, new KindsOnly());
    }

    /**
     * What a condition becomes.
     *
     * @throws ExpressionException if it is none, or its parts do not go together
     */
    public static <T> T parse(String expression, Operands<T> operands) throws ExpressionException {
        ExpressionParser<T> parser = new ExpressionParser<>(expression, operands);
        Part<T> whole = parser.disjunction();
        if (parser.peek().type() != Token.Type.END) {
            throw parser.unexpected("an operator or the end");
        }
        parser.require(whole, Kind.CONDITION, "a condition, such as total == price * quantity");
        return whole.value();
    }

    private Part<T> disjunction() throws ExpressionException {
        Part<T> left = conjunction();
        while (accept("or")) {
            left = joined("or", left, conjunction(), operands::or);
        }
        return left;
    }

    private Part<T> conjunction() throws ExpressionException {
        Part<T> left = negation();
        while (accept("and")) {
            left = joined("and", left, negation(), operands::and);
        }
        return left;
    }

    private Part<T> joined(String word, Part<T> left, Part<T> right, BinaryOperator<T> join)
            throws ExpressionException {
        require(left, Kind.CONDITION, "a condition before '" + word + "'");
        require(right, Kind.CONDITION, "a condition after '" + word + "'");
        return new Part<>(join.apply(left.value(), right.value()), Kind.CONDITION, left.from(), right.to());
    }

    private Part<T> negation() throws ExpressionException {
        Token not = peek();
        if (!accept("not")) {
            return comparison();
        }
        Part<T> condition = comparison();
        require(condition, Kind.CONDITION, "a condition after 'not'");
        return new Part<>(operands.not(condition.value()), Kind.CONDITION, not.from(), condition.to());
    }

    private Part<T> comparison() throws ExpressionException {
        Part<T> left = sum();
        Token token = peek();
        Optional<Comparison> comparison = Comparison.of(token.text()).filter(any -> token.type() == Token.Type.SYMBOL);
        if (comparison.isPresent()) {
            next++;
            return compared(comparison.get(), left, sum());
        }
        if (accept("is")) {
            return missing(left);
        }
        if (accept("in")) {
            return among(left);
        }
        if (accept("not")) {
            expect("in");
            Part<T> among = among(left);
            return new Part<>(operands.not(among.value()), Kind.CONDITION, among.from(), among.to());
        }
        return left;
    }

    private Part<T> compared(Comparison comparison, Part<T> left, Part<T> right) throws ExpressionException {
        requireOneKind(left, right);
        boolean conditions = left.kind() == Kind.CONDITION || right.kind() == Kind.CONDITION;
        if (conditions && comparison.ofOrder()) {
            throw new ExpressionException(left.from(), "true and false have no order", "== or !=");
        }
        T value = operands.compared(comparison, left.value(), right.value());
        return new Part<>(value, Kind.CONDITION, left.from(), right.to());
    }

    private Part<T> missing(Part<T> field) throws ExpressionException {
        boolean there = accept("not");
        int end = expect("null").to();
        if (field.path().isEmpty()) {
            throw new ExpressionException(field.from(), shown(field) + " is no field", "a field before 'is'");
        }
        T missing = operands.missing(field.path());
        return new Part<>(there ? operands.not(missing) : missing, Kind.CONDITION, field.from(), end);
    }

    private Part<T> among(Part<T> left) throws ExpressionException {
        expect("[");
        List<T> items = new ArrayList<>();
        do {
            Part<T> item = sum();
            requireOneKind(left, item);
            items.add(item.value());
        } while (accept(","));
        return new Part<>(
                operands.among(left.value(), items),
                Kind.CONDITION,
                left.from(),
                expect("]").to());
    }

    private void requireOneKind(Part<T> left, Part<T> right) throws ExpressionException {
        if (!left.kind().comparesWith(right.kind())) {
            throw new ExpressionException(
                    left.from(),
                    shown(left) + " is " + left.kind().noun() + ", " + shown(right) + " is "
                            + right.kind().noun(),
                    "two values of one kind");
        }
    }

    private Part<T> sum() throws ExpressionException {
        Part<T> left = product();
        while (true) {
            if (accept("+")) {
                left = calculated("+", Arithmetic.ADD, left, product());
            } else if (accept("-")) {
                left = calculated("-", Arithmetic.SUBTRACT, left, product());
            } else {
                return left;
            }
        }
    }

    private Part<T> product() throws ExpressionException {
        Part<T> left = factor();
        while (true) {
            if (accept("*")) {
                left = calculated("*", Arithmetic.MULTIPLY, left, factor());
            } else if (accept("/")) {
                left = calculated("/", Arithmetic.DIVIDE, left, factor());
            } else {
                return left;
            }
        }
    }

    private Part<T> calculated(String symbol, Arithmetic operation, Part<T> left, Part<T> right)
            throws ExpressionException {
        require(left, Kind.NUMBER, "a number before '" + symbol + "'");
        require(right, Kind.NUMBER, "a number after '" + symbol + "'");
        T value = operands.arithmetic(operation, left.value(), right.value());
        return new Part<>(value, Kind.NUMBER, left.from(), right.to());
    }

    private Part<T> factor() throws ExpressionException {
        Token token = peek();
        if (accept("-")) {
            Part<T> number = primary(peek());
            require(number, Kind.NUMBER, "a number after '-'");
            return new Part<>(operands.negative(number.value()), Kind.NUMBER, token.from(), number.to());
        }
        return primary(token);
    }

    private Part<T> primary(Token token) throws ExpressionException {
        if (token.is("(")) {
            return parenthesis();
        }
        if (token.type() == Token.Type.WORD && !RESERVED.contains(token.text())) {
            return tokens.get(next + 1).is("(") ? function(token) : field(token);
        }
        if (token.type() == Token.Type.NUMBER) {
            return literal(operands.number(new BigDecimal(token.text())), Kind.NUMBER, token);
        }
        if (token.type() == Token.Type.QUOTED) {
            return literal(operands.text(token.text()), Kind.QUOTED, token);
        }
        if (token.is("true") || token.is("false")) {
            return literal(operands.truth(token.is("true")), Kind.CONDITION, token);
        }
        throw unexpected(token.is("null") ? "'is null' or 'is not null' after a field" : VALUE);
    }

    private Part<T> literal(T value, Kind kind, Token token) {
        next++;
        return new Part<>(value, kind, token.from(), token.to());
    }

    private Part<T> field(Token name) {
        next++;
        T field = operands.field(name.text());
        return new Part<>(field, operands.kind(field), name.from(), name.to(), name.text());
    }

    private Part<T> function(Token name) throws ExpressionException {
        if (!name.is("abs")) {
            throw new ExpressionException(name.from(), "'" + name.text() + "' is no function", "abs");
        }
        next++;
        Part<T> number = parenthesis();
        require(number, Kind.NUMBER, "a number for 'abs'");
        return new Part<>(operands.absolute(number.value()), Kind.NUMBER, name.from(), number.to());
    }

    private Part<T> parenthesis() throws ExpressionException {
        Token open = expect("(");
        if (++depth > DEEPEST) {
            throw new ExpressionException(open.from(), "parentheses go too deep", DEEPEST + " levels at most");
        }
        Part<T> inner = disjunction();
        depth--;
        return new Part<>(inner.value(), inner.kind(), open.from(), expect(")").to());
    }

    private Token peek() {
        return tokens.get(next);
    }

    private boolean accept(String symbolOrWord) {
        boolean there = peek().is(symbolOrWord);
        next += there ? 1 : 0;
        return there;
    }

    private Token expect(String symbolOrWord) throws ExpressionException {
        Token token = peek();
        if (!accept(symbolOrWord)) {
            throw unexpected("'" + symbolOrWord + "'");
        }
        return token;
    }

    private ExpressionException unexpected(String expected) {
        Token token = peek();
        String found = token.type() == Token.Type.END
                ? "it ends too early"
                : "'" + expression.substring(token.from(), token.to()) + "' is not possible here";
        return new ExpressionException(token.from(), found, expected);
    }

    private void require(Part<T> part, Kind kind, String expected) throws ExpressionException {
        if (!part.kind().mayBe(kind)) {
            throw new ExpressionException(
                    part.from(), shown(part) + " is " + part.kind().noun(), expected);
        }
    }

    private String shown(Part<T> part) {
        return "'" + expression.substring(part.from(), part.to()) + "'";
    }
}
