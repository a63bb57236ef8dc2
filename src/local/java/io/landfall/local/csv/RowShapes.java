package io.landfall.local.csv;

import java.util.ArrayList;
import java.util.List;

/** Counts the cells of rows. A row with more or fewer cells than the header is an error: it would be cut or filled up. */
final class RowShapes {
    private static final int MOST_TOLD = 5;

    private final CsvFile file;
    private final int columns;
    private final List<String> odd = new ArrayList<>();
    private long oddRows;
    private long oddLine;
    private int oddCells;
    private boolean oddAlike = true;
    private long rows;
    private long blank;
    private long blankLine;

    RowShapes(CsvFile file, int columns) {
        this.file = file;
        this.columns = columns;
    }

    /** An empty line has no cell, so it is no row, except where a row has a single cell. */
    static boolean isPassedOver(CsvRow row, int columns) {
        return row.isBlank() && columns > 1;
    }

    /** Counts a row; says whether it is one, with all cells. */
    boolean isRow(CsvRow row) {
        if (isPassedOver(row, columns)) {
            blankLine = blank++ == 0 ? row.line() : blankLine;
            return false;
        }
        rows++;
        int cells = row.cells().size();
        if (cells == columns) {
            return true;
        }
        if (oddRows++ == 0) {
            oddLine = row.line();
            oddCells = cells;
        }
        oddAlike &= cells == oddCells;
        if (odd.size() < MOST_TOLD) {
            odd.add("line %d has %d".formatted(row.line(), cells));
        }
        return false;
    }

    /**
     * The number of rows.
     *
     * @throws CsvException if there are none, or some are odd
     */
    long rows() {
        if (rows == 0) {
            throw new CsvException("%s has a header in line %d and no rows below it"
                    .formatted(file.name(), file.layout().headerLine()));
        }
        if (oddRows > 0) {
            boolean preamble = oddAlike && oddRows == rows;
            throw new CsvException("%s: the header in line %d has %d cells, %s%s. %s"
                    .formatted(
                            file.name(),
                            file.layout().headerLine(),
                            columns,
                            String.join(", ", odd),
                            oddRows > odd.size() ? ", and %,d more rows differ".formatted(oddRows - odd.size()) : "",
                            preamble
                                    ? "If line %1$d is the header, give --header-line %1$d; if the separator is another, --separator"
                                            .formatted(oddLine)
                                    : "Give these rows as many cells as the header, with quotes around a cell that has the"
                                            + " separator in it; if the header is in another line, give --header-line; if the"
                                            + " separator is another, --separator"));
        }
        return rows;
    }

    List<String> notes() {
        return blank == 0
                ? List.of()
                : List.of("%,d empty lines are no rows, the first is line %d".formatted(blank, blankLine));
    }
}
