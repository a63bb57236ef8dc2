package io.landfall.config.expression;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the parts of an expression become. The parser asks for parts that go together only: numbers are added, conditions
 * joined, and what is compared is of one kind.
 *
 * @param <T> a part
 */
public interface Operands<T> {
    /** A number that is written, 0 or more. */
    T number(BigDecimal value);

    /** A text that is written. */
    T text(String value);

    /** {@code true} or {@code false}. */
    T truth(boolean value);

    /** The value of a field. */
    T field(String path);

    /** What a field's value is. */
    Kind kind(T field);

    /** Whether a field has no value. */
    T missing(String path);

    T arithmetic(Arithmetic operation, T left, T right);

    T negative(T number);

    T absolute(T number);

    T compared(Comparison comparison, T left, T right);

    /** Whether a value is one of several, each of which {@link #compared} takes. */
    T among(T value, List<T> items);

    T and(T left, T right);

    T or(T left, T right);

    T not(T condition);
}
