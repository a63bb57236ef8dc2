package io.landfall.local.csv;

import java.io.FilterReader;
import java.io.IOException;
import java.io.Reader;
import org.jspecify.annotations.Nullable;

/**
 * Watches the text on its way to the parser, and stops it before the parser would lose or merge something: text after a
 * closing quote, a quote that is never closed, a row that no Kafka record can hold. What comes before can be read.
 */
final class CsvGuard extends FilterReader {
    /** Characters in a row, which take at least as many bytes; so much is held in memory at most. */
    static final int LONGEST_ROW = 1_000_000;

    private static final char QUOTE = '"';

    private enum Place {
        CELL_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED
    }

    private final String file;
    private final char separator;
    private final TextPosition position;
    private Place place = Place.CELL_START;
    private long rowLine;
    private int rowLength;
    private String quote = "";
    private @Nullable CsvException found;

    /**
     * A watched text.
     *
     * @param file its name, for messages
     * @param line the text's first line
     */
    CsvGuard(String file, Reader text, char separator, long line) {
        super(text);
        this.file = file;
        this.separator = separator;
        this.position = new TextPosition(line);
        this.rowLine = line;
    }

    @Override
    public int read() throws IOException {
        char[] one = new char[1];
        return read(one, 0, 1) < 0 ? -1 : one[0];
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (found != null) {
            throw found;
        }
        int count = super.read(target, offset, length);
        if (count < 0 && place == Place.QUOTED) {
            throw unclosed("by the end of the file");
        }
        for (int i = 0; i < count; i++) {
            found = see(target[offset + i]);
            if (found != null) {
                if (i == 0) {
                    throw found;
                }
                return i;
            }
        }
        return count;
    }

    private @Nullable CsvException see(char next) {
        position.see(next);
        if (rowLength++ == 0) {
            rowLine = position.line();
        }
        boolean lineEnd = next == '\n' || next == '\r';
        if (place == Place.QUOTED) {
            if (next == QUOTE) {
                place = Place.QUOTE_IN_QUOTED;
            }
        } else if (lineEnd) {
            place = Place.CELL_START;
            rowLength = 0;
        } else if (next == separator) {
            place = Place.CELL_START;
        } else if (next == QUOTE && place != Place.PLAIN) {
            if (place == Place.CELL_START) {
                quote = position.toString();
            }
            place = Place.QUOTED;
        } else if (place == Place.QUOTE_IN_QUOTED) {
            return new CsvException("%s, %s: text after a closing quote; a quote inside a quoted cell is written twice"
                    .formatted(file, position));
        } else {
            place = Place.PLAIN;
        }
        if (rowLength <= LONGEST_ROW) {
            return null;
        }
        return place == Place.QUOTED
                ? unclosed("within %,d characters".formatted(LONGEST_ROW))
                : new CsvException("%s, line %d: a row of more than %,d characters; Kafka takes no record of this size"
                        .formatted(file, rowLine, LONGEST_ROW));
    }

    private CsvException unclosed(String until) {
        return new CsvException("%s, %s: a quote is opened here and not closed %s; close it, or write it as \"\"\"\""
                .formatted(file, quote, until));
    }
}
