package io.landfall.local.csv;

/** Where in a text a reader is. Lines end with LF, CR or CR LF. Lines and the characters in them count from 1. */
final class TextPosition {
    private long line;
    private long character;
    private char last;

    /** Before the first character of a line. */
    TextPosition(long line) {
        this.line = line;
    }

    /** Goes to the next character. */
    void see(char next) {
        if (lineEnded() && !(last == '\r' && next == '\n')) {
            line++;
            character = 0;
        }
        character++;
        last = next;
    }

    private boolean lineEnded() {
        return last == '\n' || last == '\r';
    }

    /** The line of the character seen last. */
    long line() {
        return line;
    }

    /** The place of the character seen last. */
    @Override
    public String toString() {
        return "line " + line + ", character " + character;
    }

    /** The place of the character that would come next. */
    String next() {
        return lineEnded() ? "line " + (line + 1) + ", character 1" : "line " + line + ", character " + (character + 1);
    }
}
