package io.landfall.record;

import java.util.List;

/** The columns that Landfall adds to every row, in their order. */
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

    public static final String LOAD_TIMESTAMP = "load_timestamp";
    public static final String UPDATE_TIMESTAMP = "update_timestamp";

    private static final String STRING = "STRING";
    private static final String INT = "INT";
    private static final String BIGINT = "BIGINT";
    private static final String TIMESTAMP = "TIMESTAMP";

    /** What the service adds. */
    public static final List<Definition> BY_SERVICE = List.of(
            new Definition(SOURCE_SYSTEM, STRING, "The system the data comes from"),
            new Definition(RECORD_STATUS, STRING, "ACTIVE, or DELETED where the source deleted the row"),
            new Definition(DATA_QUALITY_SCORE, INT, "Quality of the record as it came, 0 to 100"),
            new Definition(
                    QUALITY_ISSUES,
                    "ARRAY<STRING>",
                    "What cost the record its score, as field:rule; of a business rule, name:rule"),
            new Definition(BATCH_ID, STRING, "The segment the row landed in"),
            new Definition(RECORD_HASH, STRING, "SHA-256 of the record's content as it came, hexadecimal"),
            new Definition(SCHEMA_VERSION, STRING, "Version of the schema the record was written with"),
            new Definition(PROCESSING_CLUSTER_ID, STRING, "The Landfall deployment that landed the row"),
            new Definition(
                    DATA_LINEAGE_ID,
                    STRING,
                    "Where the row comes from: table, landing run, topic, partition and offset"),
            new Definition(SOURCE_TOPIC, STRING, "The record's Kafka topic"),
            new Definition(SOURCE_PARTITION, INT, "The record's Kafka partition"),
            new Definition(SOURCE_OFFSET, BIGINT, "The record's Kafka offset"),
            new Definition(SOURCE_TIMESTAMP, TIMESTAMP, "The record's Kafka timestamp"),
            new Definition(LANDED_AT, TIMESTAMP, "When the row was added to its segment"));

    /** Their names. */
    public static final List<String> SERVICE =
            BY_SERVICE.stream().map(Definition::name).toList();

    /** What the bronze job adds. */
    public static final List<Definition> BY_BRONZE = List.of(
            new Definition(LOAD_TIMESTAMP, TIMESTAMP, "When the row came into this table (UTC)"),
            new Definition(UPDATE_TIMESTAMP, TIMESTAMP, "When the row was last changed in this table (UTC)"));

    private MetadataColumns() {}

    /**
     * What a column is.
     *
     * @param type in SQL
     */
    public record Definition(String name, String type, String comment) {}
}
