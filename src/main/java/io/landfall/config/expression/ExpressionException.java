package io.landfall.config.expression;

/** An expression that means nothing: where, why, and what would be right. Quotes the expression only, never values. */
public final class ExpressionException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String wrong;
    private final String expected;

    /** @param offset counted from 0; shown counted from 1 */
    ExpressionException(int offset, String wrong, String expected) {
        super("at character " + (offset + 1) + ": " + wrong + "; expected " + expected);
        this.wrong = "at character " + (offset + 1) + ": " + wrong;
        this.expected = expected;
    }

    /** Where and what: {@code at character 7: '=' is not understood}. */
    public String wrong() {
        return wrong;
    }

    /** What would be right there. */
    public String expected() {
        return expected;
    }
}
