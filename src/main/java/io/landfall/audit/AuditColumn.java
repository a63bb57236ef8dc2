package io.landfall.audit;

import java.util.Locale;

/** The columns of {@code bz_audit_log}, in their order, with their SQL types. */
public enum AuditColumn {
    AUDIT_ID("STRING", "Names the entry; the same operation always gets the same id"),
    PARENT_AUDIT_ID("STRING", "The entry that this one belongs to"),
    TABLE_NAME("STRING", "Three-part name of the table that the operation changed; the schema for a job as a whole"),
    OPERATION_TYPE("STRING", "What was done"),
    OPERATION_DETAILS("MAP<STRING, STRING>", "How, with which files"),
    START_TIMESTAMP("TIMESTAMP", "When the operation began (UTC)"),
    END_TIMESTAMP("TIMESTAMP", "When it ended (UTC)"),
    RECORDS_AFFECTED("BIGINT", "Rows that the operation changed"),
    STATUS("STRING", "SUCCESS or FAILED"),
    ERROR_MESSAGE("STRING", "Why it failed; never the content of a row"),
    ERROR_CODE("STRING", "The class of the failure"),
    USER_ID("STRING", "Who ran it"),
    JOB_ID("STRING", "The job or application that ran it"),
    SESSION_ID("STRING", "The run of the stream"),
    IP_ADDRESS("STRING", "Where it was asked for"),
    USER_AGENT("STRING", "The program that did it"),
    COMPLIANCE_FLAGS("ARRAY<STRING>", "Regulations that the data falls under"),
    HASH_CHAIN("STRING", "Links the entry to the one before"),
    DIGITAL_SIGNATURE("STRING", "Signs the entry");

    private final String sqlType;
    private final String comment;

    AuditColumn(String sqlType, String comment) {
        this.sqlType = sqlType;
        this.comment = comment;
    }

    /** The column's name in the table. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String sqlType() {
        return sqlType;
    }

    public String comment() {
        return comment;
    }
}
