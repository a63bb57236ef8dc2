package io.landfall.record;

import java.util.List;

/** Names of the columns that Landfall adds to every row, in their order. */
public final class MetadataColumns {
    public static final String SOURCE_SYSTEM = "source_system";
    public static final String RECORD_STATUS = "record_status";
    public static final String DATA_QUALITY_SCORE = "data_quality_score";
    public static final String QUALITY_ISSUES = "quality_issues";
    public static final String BATCH_ID = "batch_id";
    public static final String RECORD_HASH = "record_hash";
    public static final String SCHEMA_VERSION = "schema_version";
    public static final String PROCESSING_CLUSTER_ID = "processing_cluster_id";
    public static final String DATA_LINEAGE_ID = "data_lineage_id";
    public static final String SOURCE_TOPIC = "source_topic";
    public static final String SOURCE_PARTITION = "source_partition";
    public static final String SOURCE_OFFSET = "source_offset";
    public static final String SOURCE_TIMESTAMP = "source_timestamp";
    public static final String LANDED_AT = "landed_at";

    /** What the service adds. */
    public static final List<String> SERVICE = List.of(
            SOURCE_SYSTEM,
            RECORD_STATUS,
            DATA_QUALITY_SCORE,
            QUALITY_ISSUES,
            BATCH_ID,
            RECORD_HASH,
            SCHEMA_VERSION,
            PROCESSING_CLUSTER_ID,
            DATA_LINEAGE_ID,
            SOURCE_TOPIC,
            SOURCE_PARTITION,
            SOURCE_OFFSET,
            SOURCE_TIMESTAMP,
            LANDED_AT);

    /** What the bronze job adds. */
    public static final String LOAD_TIMESTAMP = "load_timestamp";

    public static final String UPDATE_TIMESTAMP = "update_timestamp";

    private MetadataColumns() {}
}
