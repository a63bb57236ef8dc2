package io.landfall.record;

import io.landfall.failure.StopsTheService;
import java.util.List;

/** The configuration names what the table's schema does not have, or cannot be used that way. Never carries values. */
public final class SchemaMismatchException extends IllegalArgumentException implements StopsTheService {
    private static final long serialVersionUID = 1L;

    /** One problem. */
    public SchemaMismatchException(String problem) {
        super(problem);
    }

    /**
     * All problems of a schema at once, so that it takes one restart to see them, not ten.
     *
     * @param problems each names the table's configuration key and the field
     */
    public SchemaMismatchException(List<String> problems) {
        super(String.join("; ", problems));
    }
}
