package io.landfall.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AuditEntryTest {

    @Test
    void shouldKeepTheColumnsThatReadersOfTheLogKnow() {
        assertThat(Arrays.stream(AuditColumn.values()).map(AuditColumn::column))
                .containsExactly(
                        "audit_id",
                        "parent_audit_id",
                        "table_name",
                        "operation_type",
                        "operation_details",
                        "start_timestamp",
                        "end_timestamp",
                        "records_affected",
                        "status",
                        "error_message",
                        "error_code",
                        "user_id",
                        "job_id",
                        "session_id",
                        "ip_address",
                        "user_agent",
                        "compliance_flags",
                        "hash_chain",
                        "digital_signature");
    }

    @Test
    void shouldGiveTheSameOperationTheSameId() {
        assertThat(AuditEntry.idOf("table", "query", "7"))
                .isEqualTo("bb48cc9a-d4ed-3e9d-801c-416b83a44d00")
                .isNotEqualTo(AuditEntry.idOf("table", "query", "8"))
                .isNotEqualTo(AuditEntry.idOf("tablequery", "", "7"));
    }
}
