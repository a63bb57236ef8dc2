package io.landfall.config.expression;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.Function;

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
 */
public final class ExpressionParser {
    private static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "is", "null", "true", "false");
    private static final String VALUE = "a field, a number, a text or a parenthesis";
    private static final int DEEPEST = 100;
    private static final int LONGEST = 4_000;

    private final String expression;
    private final List<Token> tokens;
    private final Function<String, Kind> kinds;
    private int next;
    private int depth;

    /** A part with its place, which has the parentheses around it. */
    private record Part(Expression expression, int from, int to) {
        Kind kind() {
            return expression.kind();
        }
    }

    private ExpressionParser(String expression, Function<String, Kind> kinds) throws ExpressionException {
        if (expression.length() > LONGEST) {
            throw new ExpressionException(LONGEST, "it is too long", LONGEST + " characters at most");
        }
        this.expression = expression;
        this.tokens = Token.of(expression);
        this.kinds = kinds;
    }

    /**
     * Checks that an expression is a condition, for some schema at least.
     *
     * @throws ExpressionException if it is not
     */
    public static void check(String expression) throws ExpressionException {
        parse(expression);
    }

    /**
     * Reads a condition whose fields may be of any kind.
     *
     * @throws ExpressionException if it is none, or its parts go together for no schema
     */
    public static Expression parse(String expression) throws ExpressionException {
        return parse(expression, path -> Kind.ANY);
    }

    /**
     * Reads a condition.
     *
     * @param kinds of fields, by their paths
     * @throws ExpressionException if it is none, or its parts do not go together
     */
    public static Expression parse(String expression, Function<String, Kind> kinds) throws ExpressionException {
        ExpressionParser parser = new ExpressionParser(expression, kinds);
        Part whole = parser.disjunction();
        if (parser.peek().type() != Token.Type.END) {
            throw parser.unexpected("an operator or the end");
        }
        parser.require(whole, Kind.CONDITION, "a condition, such as total == price * quantity");
        return whole.expression();
    }

    private Part disjunction() throws ExpressionException {
        Part left = conjunction();
        while (accept("or")) {
            left = joined("or", left, conjunction(), Expression.Or::new);
        }
        return left;
    }

    private Part conjunction() throws ExpressionException {
        Part left = negation();
        while (accept("and")) {
            left = joined("and", left, negation(), Expression.And::new);
        }
        return left;
    }

    private Part joined(String word, Part left, Part right, BinaryOperator<Expression> join)
            throws ExpressionException {
        require(left, Kind.CONDITION, "a condition before '" + word + "'");
        require(right, Kind.CONDITION, "a condition after '" + word + "'");
        return new Part(join.apply(left.expression(), right.expression()), left.from(), right.to());
    }

    private Part negation() throws ExpressionException {
        Token not = peek();
        if (!accept("not")) {
            return comparison();
        }
        Part condition = comparison();
        require(condition, Kind.CONDITION, "a condition after 'not'");
        return new Part(new Expression.Not(condition.expression()), not.from(), condition.to());
    }

    private Part comparison() throws ExpressionException {
        Part left = sum();
        Token token = peek();
        Optional<ComparisonOperator> operator =
                ComparisonOperator.of(token.text()).filter(any -> token.type() == Token.Type.SYMBOL);
        if (operator.isPresent()) {
            next++;
            return compared(operator.get(), left, sum());
        }
        if (accept("is")) {
            return isNull(left);
        }
        if (accept("in")) {
            return inList(left);
        }
        if (accept("not")) {
            expect("in");
            Part inList = inList(left);
            return new Part(new Expression.Not(inList.expression()), inList.from(), inList.to());
        }
        return left;
    }

    private Part compared(ComparisonOperator operator, Part left, Part right) throws ExpressionException {
        requireOneKind(left, right);
        boolean conditions = left.kind() == Kind.CONDITION || right.kind() == Kind.CONDITION;
        if (conditions && operator.ofOrder()) {
            throw new ExpressionException(left.from(), "true and false have no order", "== or !=");
        }
        Expression comparison = new Expression.Comparison(operator, left.expression(), right.expression());
        return new Part(comparison, left.from(), right.to());
    }

    private Part isNull(Part part) throws ExpressionException {
        boolean there = accept("not");
        int end = expect("null").to();
        if (!(part.expression() instanceof Expression.FieldReference field) || isInParentheses(part)) {
            throw new ExpressionException(part.from(), shown(part) + " is no field", "a field before 'is'");
        }
        Expression isNull = new Expression.IsNull(field);
        return new Part(there ? new Expression.Not(isNull) : isNull, part.from(), end);
    }

    private boolean isInParentheses(Part part) {
        return expression.charAt(part.from()) == '(';
    }

    private Part inList(Part left) throws ExpressionException {
        expect("[");
        List<Expression> items = new ArrayList<>();
        do {
            Part item = sum();
            requireOneKind(left, item);
            items.add(item.expression());
        } while (accept(","));
        return new Part(
                new Expression.InList(left.expression(), items),
                left.from(),
                expect("]").to());
    }

    private void requireOneKind(Part left, Part right) throws ExpressionException {
        if (!left.kind().comparesWith(right.kind())) {
            throw new ExpressionException(
                    left.from(),
                    shown(left) + " is " + left.kind().noun() + ", " + shown(right) + " is "
                            + right.kind().noun(),
                    "two values of one kind");
        }
    }

    private Part sum() throws ExpressionException {
        Part left = product();
        while (true) {
            if (accept("+")) {
                left = calculated("+", ArithmeticOperator.ADD, left, product());
            } else if (accept("-")) {
                left = calculated("-", ArithmeticOperator.SUBTRACT, left, product());
            } else {
                return left;
            }
        }
    }

    private Part product() throws ExpressionException {
        Part left = factor();
        while (true) {
            if (accept("*")) {
                left = calculated("*", ArithmeticOperator.MULTIPLY, left, factor());
            } else if (accept("/")) {
                left = calculated("/", ArithmeticOperator.DIVIDE, left, factor());
            } else {
                return left;
            }
        }
    }

    private Part calculated(String symbol, ArithmeticOperator operator, Part left, Part right)
            throws ExpressionException {
        require(left, Kind.NUMBER, "a number before '" + symbol + "'");
        require(right, Kind.NUMBER, "a number after '" + symbol + "'");
        Expression arithmetic = new Expression.Arithmetic(operator, left.expression(), right.expression());
        return new Part(arithmetic, left.from(), right.to());
    }

    private Part factor() throws ExpressionException {
        Token token = peek();
        if (accept("-")) {
            Part number = primary(peek());
            require(number, Kind.NUMBER, "a number after '-'");
            return new Part(new Expression.Negative(number.expression()), token.from(), number.to());
        }
        return primary(token);
    }

    private Part primary(Token token) throws ExpressionException {
        if (token.is("(")) {
            return parenthesis();
        }
        if (token.type() == Token.Type.WORD && !RESERVED.contains(token.text())) {
            return tokens.get(next + 1).is("(")
                    ? function(token)
                    : leaf(new Expression.FieldReference(token.text(), kinds.apply(token.text())), token);
        }
        if (token.type() == Token.Type.NUMBER) {
            return leaf(new Expression.NumberLiteral(new BigDecimal(token.text())), token);
        }
        if (token.type() == Token.Type.QUOTED) {
            return leaf(new Expression.TextLiteral(token.text()), token);
        }
        if (token.is("true") || token.is("false")) {
            return leaf(new Expression.BooleanLiteral(token.is("true")), token);
        }
        throw unexpected(token.is("null") ? "'is null' or 'is not null' after a field" : VALUE);
    }

    private Part leaf(Expression expression, Token token) {
        next++;
        return new Part(expression, token.from(), token.to());
    }

    private Part function(Token name) throws ExpressionException {
        if (!name.is("abs")) {
            throw new ExpressionException(name.from(), "'" + name.text() + "' is no function", "abs");
        }
        next++;
        Part number = parenthesis();
        require(number, Kind.NUMBER, "a number for 'abs'");
        return new Part(new Expression.Absolute(number.expression()), name.from(), number.to());
    }

    private Part parenthesis() throws ExpressionException {
        Token open = expect("(");
        if (++depth > DEEPEST) {
            throw new ExpressionException(open.from(), "parentheses go too deep", DEEPEST + " levels at most");
        }
        Part inner = disjunction();
        depth--;
        return new Part(inner.expression(), open.from(), expect(")").to());
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

    private void require(Part part, Kind kind, String expected) throws ExpressionException {
        if (!part.kind().mayBe(kind)) {
            throw new ExpressionException(
                    part.from(), shown(part) + " is " + part.kind().noun(), expected);
        }
    }

    private String shown(Part part) {
        return "'" + expression.substring(part.from(), part.to()) + "'";
    }
}
