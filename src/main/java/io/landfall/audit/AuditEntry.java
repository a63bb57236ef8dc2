package io.landfall.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * One line of the audit log. Hash chain and signature are not part of it: they are put on by whoever seals the log.
 *
 * @param id the same for the same operation, so that a repeated entry can be recognised
 * @param parent the id of the entry that this one belongs to
 * @param table three-part name of the changed table; that of the schema where it is about the job as a whole
 * @param operation what was done, for instance {@link #INGEST}
 * @param details how, as names and values that hold no record content
 * @param started when the operation began
 * @param ended when it ended
 * @param complianceFlags regulations that the table's data falls under
 */
public record AuditEntry(
        String id,
        Optional<String> parent,
        String table,
        String operation,
        Map<String, String> details,
        Instant started,
        Instant ended,
        AuditOutcome outcome,
        AuditActor actor,
        List<String> complianceFlags) {

    /** The audit log's table, in the schema of the tables it is about. */
    public static final String TABLE = "bz_audit_log";

    /** A batch of segments was appended to a bronze table, or failed; or the ingest failed between two batches. */
    public static final String INGEST = "INGEST";

    /** A job began. */
    public static final String JOB_START = "JOB_START";

    /** A job ended by itself, or was asked to: one that is killed leaves none. */
    public static final String JOB_STOP = "JOB_STOP";

    /** A table was rid of expired rows and of files that are not needed any more. */
    public static final String MAINTENANCE = "MAINTENANCE";

    public AuditEntry {
        details = Map.copyOf(details);
        complianceFlags = List.copyOf(complianceFlags);
    }

    /** An id derived from what identifies the operation: equal parts give equal ids. */
    public static String idOf(String... parts) {
        return UUID.nameUUIDFromBytes(String.join("\n", parts).getBytes(UTF_8)).toString();
    }
}
