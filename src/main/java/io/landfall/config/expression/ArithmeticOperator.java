package io.landfall.config.expression;

/** What is done with two numbers. */
public enum ArithmeticOperator {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE
}
