package io.landfall.config.expression;

import java.util.List;

/**
 * What an expression becomes, node by node. A method is called with what the operands of its node became; see
 * {@link Expression#fold}.
 *
 * @param <T> what a node becomes
 */
public interface ExpressionVisitor<T> {
    T number(Expression.NumberLiteral literal);

    T text(Expression.TextLiteral literal);

    T truth(Expression.BooleanLiteral literal);

    T field(Expression.FieldReference field);

    T arithmetic(Expression.Arithmetic arithmetic, T left, T right);

    T negative(Expression.Negative negative, T number);

    T absolute(Expression.Absolute absolute, T number);

    T comparison(Expression.Comparison comparison, T left, T right);

    T inList(Expression.InList inList, T value, List<T> items);

    T isNull(Expression.IsNull isNull);

    T and(Expression.And and, T left, T right);

    T or(Expression.Or or, T left, T right);

    T not(Expression.Not not, T condition);
}
