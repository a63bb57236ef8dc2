package io.landfall.bronze.plan;

import java.util.Map;

/** The Delta properties that tables have whatever their columns. */
public final class TableProperties {
    /** Whether a deletion may leave the rows in their file and only mark them. */
    public static final String DELETION_VECTORS = "delta.enableDeletionVectors";

    /** How long old versions can be read, and how long vacuum leaves alone the files that only they need. */
    public static final Map<String, String> RETENTION = Map.of(
            "delta.logRetentionDuration", "interval 30 days", "delta.deletedFileRetentionDuration", "interval 7 days");

    /**
     * What every bronze table has. A deletion vector would leave deleted rows in their file for as long as nobody
     * rewrites it, so a deletion has to rewrite the file.
     */
    static final Map<String, String> ALWAYS =
            Map.of(DELETION_VECTORS, "false", "delta.feature.allowColumnDefaults", "supported");

    private TableProperties() {}
}
