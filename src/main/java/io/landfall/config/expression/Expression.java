package io.landfall.config.expression;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * An expression as a tree. {@link ExpressionParser} makes it of parts that go together only: numbers are calculated with,
 * conditions joined, and the operands of a comparison are of one kind.
 *
 * <p>The tree of a long sum is as deep as the sum has terms, some 2,000 at most. {@link #fold} does not recurse.
 */
public sealed interface Expression {
    /** What it comes to. */
    Kind kind();

    /** The expressions that it is directly made of, from left to right. */
    List<Expression> operands();

    /**
     * Calls the visitor's method for this node.
     *
     * @param operands what the visitor made of the operands, in their order
     */
    <T> T accept(ExpressionVisitor<T> visitor, List<T> operands);

    /** What a visitor makes of the tree, from the leaves up and from left to right. */
    default <T> T fold(ExpressionVisitor<T> visitor) {
        List<T> made = new ArrayList<>();
        for (Expression node : operandsFirst()) {
            List<T> ofOperands = made.subList(made.size() - node.operands().size(), made.size());
            T ofNode = node.accept(visitor, List.copyOf(ofOperands));
            ofOperands.clear();
            made.add(ofNode);
        }
        return made.get(0);
    }

    /** The paths of all fields that it reads, as they come from left to right. */
    default Set<String> fields() {
        Set<String> paths = new LinkedHashSet<>();
        for (Expression node : operandsFirst()) {
            if (node instanceof FieldReference field) {
                paths.add(field.path());
            }
        }
        return Collections.unmodifiableSet(paths);
    }

    /** All nodes, each behind its operands. */
    private List<Expression> operandsFirst() {
        List<Expression> nodes = new ArrayList<>();
        Deque<Expression> rest = new ArrayDeque<>();
        rest.push(this);
        while (!rest.isEmpty()) {
            Expression node = rest.pop();
            nodes.add(node);
            node.operands().forEach(rest::push);
        }
        Collections.reverse(nodes);
        return nodes;
    }

    /** What is true or false. */
    sealed interface Condition extends Expression {
        @Override
        default Kind kind() {
            return Kind.CONDITION;
        }
    }

    /** What is worked out from numbers. */
    sealed interface Calculation extends Expression {
        @Override
        default Kind kind() {
            return Kind.NUMBER;
        }
    }

    /** A value that the expression says itself. */
    sealed interface Literal extends Expression {
        @Override
        default List<Expression> operands() {
            return List.of();
        }
    }

    /** A number, 0 or more. */
    record NumberLiteral(BigDecimal value) implements Literal {
        @Override
        public Kind kind() {
            return Kind.NUMBER;
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.number(this);
        }
    }

    /** A text in quotes, which may stand for a time. */
    record TextLiteral(String value) implements Literal {
        @Override
        public Kind kind() {
            return Kind.QUOTED;
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.text(this);
        }
    }

    /** {@code true} or {@code false}. */
    record BooleanLiteral(boolean value) implements Literal, Condition {
        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.truth(this);
        }
    }

    /**
     * The value of a field.
     *
     * @param kind that of its values; {@link Kind#ANY} as long as no schema is known
     */
    record FieldReference(String path, Kind kind) implements Expression {
        @Override
        public List<Expression> operands() {
            return List.of();
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.field(this);
        }
    }

    /** Two numbers, calculated with. */
    record Arithmetic(ArithmeticOperator operator, Expression left, Expression right) implements Calculation {
        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.arithmetic(this, operands.get(0), operands.get(1));
        }
    }

    /** {@code -number}. */
    record Negative(Expression number) implements Calculation {
        @Override
        public List<Expression> operands() {
            return List.of(number);
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.negative(this, operands.get(0));
        }
    }

    /** {@code abs(number)}. */
    record Absolute(Expression number) implements Calculation {
        @Override
        public List<Expression> operands() {
            return List.of(number);
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.absolute(this, operands.get(0));
        }
    }

    /** Two values of one kind, compared. */
    record Comparison(ComparisonOperator operator, Expression left, Expression right) implements Condition {
        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.comparison(this, operands.get(0), operands.get(1));
        }
    }

    /** Whether a value is equal to one of several, all of one kind with it. */
    record InList(Expression value, List<Expression> items) implements Condition {
        public InList {
            items = List.copyOf(items);
        }

        @Override
        public List<Expression> operands() {
            List<Expression> all = new ArrayList<>(items.size() + 1);
            all.add(value);
            all.addAll(items);
            return all;
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.inList(this, operands.get(0), operands.subList(1, operands.size()));
        }
    }

    /** Whether a field has no value. */
    record IsNull(FieldReference field) implements Condition {
        @Override
        public List<Expression> operands() {
            return List.of(field);
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.isNull(this);
        }
    }

    /** Whether both conditions are true. */
    record And(Expression left, Expression right) implements Condition {
        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.and(this, operands.get(0), operands.get(1));
        }
    }

    /** Whether one condition at least is true. */
    record Or(Expression left, Expression right) implements Condition {
        @Override
        public List<Expression> operands() {
            return List.of(left, right);
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.or(this, operands.get(0), operands.get(1));
        }
    }

    /** The opposite of a condition. */
    record Not(Expression condition) implements Condition {
        @Override
        public List<Expression> operands() {
            return List.of(condition);
        }

        @Override
        public <T> T accept(ExpressionVisitor<T> visitor, List<T> operands) {
            return visitor.not(this, operands.get(0));
        }
    }
}
