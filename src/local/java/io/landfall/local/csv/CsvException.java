package io.landfall.local.csv;

/**
 * A CSV file, or an option for it, that cannot be taken as it is. The message says the place, what was found and what to
 * do. It is complete for the user, and holds no content of cells.
 */
public final class CsvException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    CsvException(String message) {
        super(message);
    }

    CsvException(String message, Exception cause) {
        super(message, cause);
    }
}
