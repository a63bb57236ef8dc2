package io.landfall.bronze.ingest;

import io.landfall.bronze.plan.TableName;

/** Somebody else takes the same segments in. It is worth another try: from where the other one is by then. */
final class ConcurrentLoadException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConcurrentLoadException(TableName table) {
        super("somebody else ingests into " + table + ", too");
    }
}
