package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.landfall.audit.AuditActor;
import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.table.DeltaTransaction;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LoadCommitTest {
    private static final Instant STARTED = Instant.parse("2026-03-01T10:00:00.123456Z");

    @Test
    void shouldComeBackAsItWas() {
        AuditEntry entry = new AuditEntry(
                "id",
                Optional.of("job"),
                "main.bronze.orders",
                AuditEntry.INGEST,
                Map.of("file_names", "a, b: \"c\" — é\n# {d}", "rows", "12", "null", "yes"),
                STARTED,
                STARTED.plusSeconds(3),
                new AuditOutcome.Success(12),
                new AuditActor("me@example.com", "1", "2", "landfall-bronze/1.0"),
                List.of("GDPR", "CCPA"));
        LoadCommit note = new LoadCommit(
                "load/1",
                7,
                12,
                Map.of("orders/g0001/" + "shop.".repeat(40) + "orders/00000/", 9_000_000_000L),
                entry,
                "landfall-audit/orders/load/1/2");

        String json = note.toJson();

        assertThat(json).doesNotContain("\n", "? ");
        assertThat(LoadCommit.parse(json)).contains(note);
        assertThat(note.transaction()).isEqualTo(new DeltaTransaction("landfall-audit/orders/load/1/2", 7));
    }

    /** Its fields are read by other versions of the job. */
    @Test
    void shouldReadWhatOlderCommitsSay() {
        LoadCommit note = LoadCommit.parse(
                        """
                        {"audit": {"agent": "landfall-bronze/0.1", "ended": "2026-03-01T10:00:03Z", "id": "i", "job": "1",
                        "rows": "12", "session": "2", "started": "2026-03-01T10:00:00Z", "table": "main.bronze.orders",
                        "user": "me"}, "details": {"rows": "12"}, "landfall_load": "load/1", "number": "7",
                        "positions": {"orders/g0001/orders/00000/": "30"}, "since": "12",
                        "txn_app_id": "landfall-audit/orders/load/1/2", "txn_version": "7"}""")
                .orElseThrow();

        assertThat(note.query()).isEqualTo("load/1");
        assertThat(note.since()).isEqualTo(12);
        assertThat(note.positions()).containsExactly(entry("orders/g0001/orders/00000/", 30L));
        assertThat(note.transaction()).isEqualTo(new DeltaTransaction("landfall-audit/orders/load/1/2", 7));
        assertThat(note.entry().complianceFlags()).isEmpty();
        assertThat(note.entry().outcome()).isEqualTo(new AuditOutcome.Success(12));
    }

    @Test
    void shouldNotTakeTheNotesOfOthersForItsOwn() {
        assertThat(LoadCommit.parse("by hand")).isEmpty();
        assertThat(LoadCommit.parse("{\"load\": 1}")).isEmpty();
        assertThat(LoadCommit.parse("landfall_load, by hand")).isEmpty();
        assertThat(LoadCommit.parse("{landfall_load: [")).isEmpty();
        assertThat(LoadCommit.parse("{\"landfall_load\": 1}")).isEmpty();
    }
}
