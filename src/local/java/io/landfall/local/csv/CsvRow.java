package io.landfall.local.csv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the file.
 *
 * @param line where it begins
 * @param cells null for an empty cell without quotes; empty for one with quotes
 */
record CsvRow(long line, List<@Nullable String> cells) {

    /** Whether it is an empty line. */
    boolean isBlank() {
        return cells.size() == 1 && cells.get(0) == null;
    }

    /** Content never prints. */
    @Override
    public String toString() {
        return "CsvRow[line " + line + ", " + cells.size() + " cells]";
    }
}
