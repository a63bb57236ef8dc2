package io.landfall.bronze.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.audit.AuditActor;
import io.landfall.audit.AuditColumn;
import io.landfall.audit.AuditEntry;
import io.landfall.audit.AuditOutcome;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class AuditLogTest {

    @Test
    void shouldWriteASuccess() {
        Row row = row(new AuditOutcome.Success(42));
        assertThat(at(row, AuditColumn.STATUS)).isEqualTo("SUCCESS");
        assertThat(at(row, AuditColumn.RECORDS_AFFECTED)).isEqualTo(42L);
        assertThat(at(row, AuditColumn.ERROR_CODE)).isNull();
        assertThat(at(row, AuditColumn.PARENT_AUDIT_ID)).isEqualTo("parent");
        assertThat(at(row, AuditColumn.SESSION_ID)).isEqualTo("run");
        assertThat(at(row, AuditColumn.START_TIMESTAMP))
                .isEqualTo(Timestamp.from(Instant.parse("2026-03-01T10:00:00.123456Z")));
        assertThat(at(row, AuditColumn.HASH_CHAIN)).isNull();
        assertThat(row.size()).isEqualTo(AuditColumn.values().length);
    }

    @Test
    void shouldWriteAFailureThatChangedNothing() {
        Row row = row(new AuditOutcome.Failure("FAILED_READ_FILE", "cannot read"));
        assertThat(at(row, AuditColumn.STATUS)).isEqualTo("FAILED");
        assertThat(at(row, AuditColumn.RECORDS_AFFECTED)).isEqualTo(0L);
        assertThat(at(row, AuditColumn.ERROR_CODE)).isEqualTo("FAILED_READ_FILE");
        assertThat(at(row, AuditColumn.ERROR_MESSAGE)).isEqualTo("cannot read");
    }

    private static Object at(Row row, AuditColumn column) {
        return row.get(Arrays.asList(AuditColumn.values()).indexOf(column));
    }

    private static Row row(AuditOutcome outcome) {
        return AuditLog.row(new AuditEntry(
                "id",
                Optional.of("parent"),
                "prod.inventory_bronze.bz_orders",
                AuditEntry.INGEST,
                Map.of("files", "1"),
                Instant.parse("2026-03-01T10:00:00.123456Z"),
                Instant.parse("2026-03-01T10:00:01Z"),
                outcome,
                new AuditActor("user", "job", "run", "landfall-bronze"),
                List.of("GDPR")));
    }
}
