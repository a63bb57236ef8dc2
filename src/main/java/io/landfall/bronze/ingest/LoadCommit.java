package io.landfall.bronze.ingest;

import io.landfall.audit.AuditActor;
import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.spark.Json;
import io.landfall.bronze.table.DeltaTransaction;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a commit says about the segments that it loaded, in Delta's user metadata: up to where each shard is loaded, which so
 * becomes true in the same instant as the rows are there, and what the audit log shall say, in case nobody lives to tell.
 *
 * @param query the sequence of loads that it belongs to
 * @param number counts them
 * @param since the table's version when it was decided what to load
 * @param positions by the prefix of a shard, the start of the last segment of it that is loaded
 * @param entry the audit entry of a success
 * @param application whose writes to the audit log that entry's is among, as Delta knows them; the number counts these, too
 */
record LoadCommit(
        String query, long number, long since, Map<String, Long> positions, AuditEntry entry, String application) {
    private static final String MARK = "landfall_load";

    /** No regulation's name has one. */
    private static final String SEPARATOR = ",";

    /** The write of the entry. */
    DeltaTransaction transaction() {
        return new DeltaTransaction(application, number);
    }

    /** As Delta's user metadata. */
    String toJson() {
        Map<String, Object> json = new TreeMap<>();
        json.put(MARK, query);
        json.put("number", Long.toString(number));
        json.put("since", Long.toString(since));
        Map<String, String> starts = new TreeMap<>();
        positions.forEach((shard, start) -> starts.put(shard, Long.toString(start)));
        json.put("positions", starts);
        json.put("audit", toMap(entry));
        json.put("details", new TreeMap<>(entry.details()));
        json.put("txn_app_id", application);
        return Json.text(json);
    }

    private static Map<String, String> toMap(AuditEntry entry) {
        Map<String, String> audit = new TreeMap<>();
        audit.put("id", entry.id());
        entry.parent().ifPresent(parent -> audit.put("parent", parent));
        audit.put("table", entry.table());
        audit.put("started", entry.started().toString());
        audit.put("ended", entry.ended().toString());
        audit.put("rows", Long.toString(((AuditOutcome.Success) entry.outcome()).records()));
        audit.put("user", entry.actor().userId());
        audit.put("job", entry.actor().jobId());
        audit.put("session", entry.actor().sessionId());
        audit.put("agent", entry.actor().userAgent());
        audit.put("compliance", String.join(SEPARATOR, entry.complianceFlags()));
        return audit;
    }

    /** Reads a commit's user metadata; empty if it is not ours. */
    static Optional<LoadCommit> parse(String metadata) {
        return metadata.contains(MARK)
                ? Json.parse(metadata)
                        .filter(json -> json.get(MARK) instanceof String)
                        .map(LoadCommit::of)
                : Optional.empty();
    }

    private static LoadCommit of(Map<?, ?> json) {
        try {
            return read(json);
        } catch (NullPointerException | ClassCastException | IllegalArgumentException | DateTimeException e) {
            throw new BronzeException(
                    "a commit's note about what it loaded cannot be read: is this the newest version of"
                            + " the job? To compare the table with its segments instead, unset its property landfall.stream");
        }
    }

    private static LoadCommit read(Map<?, ?> json) {
        Map<String, Long> positions = new HashMap<>();
        texts(json.get("positions")).forEach((shard, start) -> positions.put(shard, Long.parseLong(start)));
        return new LoadCommit(
                text(json, MARK),
                Long.parseLong(text(json, "number")),
                Long.parseLong(text(json, "since")),
                positions,
                entry(texts(json.get("audit")), texts(json.get("details"))),
                text(json, "txn_app_id"));
    }

    private static AuditEntry entry(Map<String, String> audit, Map<String, String> details) {
        return new AuditEntry(
                text(audit, "id"),
                Optional.ofNullable(audit.get("parent")),
                text(audit, "table"),
                AuditEntry.INGEST,
                details,
                Instant.parse(text(audit, "started")),
                Instant.parse(text(audit, "ended")),
                new AuditOutcome.Success(Long.parseLong(text(audit, "rows"))),
                new AuditActor(text(audit, "user"), text(audit, "job"), text(audit, "session"), text(audit, "agent")),
                compliance(Optional.ofNullable(audit.get("compliance"))));
    }

    /** Older notes have none. */
    private static List<String> compliance(Optional<String> names) {
        return names.filter(some -> !some.isEmpty())
                .map(some -> List.of(some.split(SEPARATOR)))
                .orElse(List.of());
    }

    private static String text(Map<?, ?> json, String name) {
        return Objects.requireNonNull((String) json.get(name));
    }

    private static Map<String, String> texts(@Nullable Object json) {
        Map<String, String> texts = new HashMap<>();
        ((Map<?, ?>) Objects.requireNonNull(json)).forEach((name, value) -> texts.put((String) name, (String) value));
        return texts;
    }
}
