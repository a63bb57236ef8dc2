package io.landfall.config;

/**
 * One thing wrong with the file, for the person who has to mend it. Never holds the value of a secret.
 *
 * @param file the file, as it was named to the loader
 * @param line counted from 1; 0 where the problem has no line
 * @param column counted from 1
 * @param path key path such as {@code tables.bz_orders.dedupe.within}; empty for the file as a whole
 * @param wrong what is wrong
 * @param expected what would be right; empty where {@code wrong} says it all
 */
public record Problem(String file, int line, int column, String path, String wrong, String expected) {

    /** The problem in one line: {@code landfall.yaml:12:5  key.path  what is wrong; expected ...}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line).append(':').append(column);
        }
        if (!path.isEmpty()) {
            text.append("  ").append(path);
        }
        text.append("  ").append(wrong);
        if (!expected.isEmpty()) {
            text.append(wrong.endsWith("?") ? " expected " : "; expected ").append(expected);
        }
        return text.toString();
    }
}
