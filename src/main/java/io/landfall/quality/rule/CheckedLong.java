package io.landfall.quality.rule;

/** Arithmetic with {@code long}s that says when a result is none, instead of a wrong one. */
final class CheckedLong {
    /** No value, or one that does not fit. */
    static final long NONE = Long.MIN_VALUE;

    private static final int MOST_DIGITS = 18;

    private CheckedLong() {}

    static long sum(long a, long b) {
        long sum = a + b;
        boolean overflown = ((a ^ sum) & (b ^ sum)) < 0;
        return a == NONE || b == NONE || overflown ? NONE : sum;
    }

    static long product(long a, long b) {
        long product = a * b;
        boolean overflown = Math.multiplyHigh(a, b) != product >> (Long.SIZE - 1);
        return a == NONE || b == NONE || overflown ? NONE : product;
    }

    /** {@code 10^exponent}. */
    static long powerOfTen(int exponent) {
        if (exponent > MOST_DIGITS) {
            return NONE;
        }
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /** A number in two's complement, most significant byte first. */
    public static long of(byte[] number) {
        int first = Math.max(0, number.length - Long.BYTES);
        long units = number.length > 0 && number[0] < 0 ? -1 : 0;
        for (int i = first; i < number.length; i++) {
            units = units << Byte.SIZE | (number[i] & 0xFF);
        }
        for (int i = 0; i < first; i++) {
            if (number[i] != (byte) (units >> (Long.SIZE - 1))) {
                return NONE;
            }
        }
        return units;
    }
}
