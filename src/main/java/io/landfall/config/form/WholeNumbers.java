package io.landfall.config.form;

/**
 * Whole numbers between two ends.
 *
 * @param least the smallest of them
 * @param most the largest of them
 */
public record WholeNumbers(int least, int most) {
    /** Whether a number is one of them. */
    public boolean contains(int number) {
        return number >= least && number <= most;
    }

    /** What is right: {@code a whole number from 1 to 9999}. */
    public String expected() {
        return "a whole number from " + least + " to " + most;
    }
}
