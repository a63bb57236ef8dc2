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
            odd.add("line %d has %s".formatted(row.line(), cells(cells)));
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
            throw new CsvException("%s: the header in line %d has %s, but %s%s. %s"
                    .formatted(
                            file.name(),
                            file.layout().headerLine(),
                            cells(columns),
                            String.join(", ", odd),
                            oddRows > odd.size() ? ", and %,d more rows differ".formatted(oddRows - odd.size()) : "",
                            advice()));
        }
        return rows;
    }

    private String advice() {
        boolean preamble = oddAlike && oddRows == rows && oddCells > columns;
        return (preamble ? "If line %1$d is the header, give --header-line %1$d. ".formatted(oddLine) : "")
                + "Give each row as many cells as the header: a separator at the end of a row makes one more, and a cell with"
                + " a separator in it needs quotes. Or give another --header-line or --separator, if these were found wrong";
    }

    private static String cells(long count) {
        return count == 1 ? "1 cell" : count + " cells";
    }

    List<String> notes() {
        return blank == 0
                ? List.of()
                : List.of("empty lines are no rows: %,d in all, the first is line %d".formatted(blank, blankLine));
    }
}
