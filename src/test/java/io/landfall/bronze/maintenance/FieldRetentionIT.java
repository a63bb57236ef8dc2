package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.AllTypes;
import io.landfall.bronze.SharedTables;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import io.landfall.config.PrivacyRule;
import java.time.Instant;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fields whose values stay less long than their rows, on real Spark and Delta. */
class FieldRetentionIT extends SharedTables {
    static final Instant SIX_YEARS_AGO = Instant.parse("2020-03-01T10:00:00Z");
    static final Instant EIGHT_YEARS_AGO = Instant.parse("2018-03-01T10:00:00Z");

    static final Schema SUPPLIERS = AllTypes.position(
                    SchemaBuilder.record("Supplier").fields())
            .requiredString("name")
            .optionalString("contact_number")
            .name("changed_at")
            .type()
            .nullable()
            .longType()
            .noDefault()
            .name("address")
            .type()
            .nullable()
            .record("Address")
            .fields()
            .optionalString("street")
            .optionalString("street_encrypted")
            .optionalString("city")
            .endRecord()
            .noDefault()
            .name("branches")
            .type()
            .array()
            .items()
            .record("Branch")
            .fields()
            .optionalString("phone")
            .endRecord()
            .noDefault()
            .endRecord();

    /** Rows and commits of the tables that the second run took, before it did. */
    private static Map<String, List<Row>> rowsBefore;

    private static long writesBefore;

    @BeforeAll
    static void maintainTwice() throws Exception {
        FieldRetentionIT all = new FieldRetentionIT();
        all.open();
        all.landOldAndNew("bz_erase");
        all.configure(all.table().fieldRetention(fiveYears("contact_number")).build());
        all.landOldAndNew("bz_twice");
        all.configure(all.table()
                .fieldRetention(fiveYears("contact_number", "address"))
                .build());
        all.landOldAndNew("bz_nested");
        all.configure(all.table()
                .fieldRetention(fiveYears("address.street", "branches"))
                .build());
        all.landOldAndNew("bz_cipher");
        all.configure(all.table()
                .privacy(Map.of("address.street", new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.Encrypt())))
                .fieldRetention(fiveYears("address.street"))
                .build());
        all.landWithTimesOfTheirOwn("bz_own_time");
        all.configure(all.table()
                .eventTime("changed_at")
                .fieldRetention(fiveYears("contact_number"))
                .build());
        assertThat(all.job(Mode.AVAILABLE_NOW, all.configs()).run()).isEmpty();

        assertThat(all.maintain(all.configs())).isEmpty();

        rowsBefore = new HashMap<>();
        all.at("bz_twice");
        rowsBefore.put("bz_twice", all.rows());
        writesBefore = all.writes();
        assertThat(all.maintain(all.configs("bz_twice"))).isEmpty();
    }

    static Map<String, Period> fiveYears(String... fields) {
        return Stream.of(fields).collect(Collectors.toMap(field -> field, field -> Period.ofYears(5)));
    }

    @Test
    void shouldEraseTheFieldInRowsThatStayAndTellTheAuditLog() {
        at("bz_erase");

        assertThat(values("contact_number")).containsExactly(null, null, null, null, "+49 4", "+49 5");
        assertThat(values("name")).containsExactly("s0", "s1", "s2", "s3", "s4", "s5");
        assertThat(offsetsOf("update_timestamp > load_timestamp"))
                .as("rows that say they were changed; one had no number")
                .containsExactly(0, 1, 2);
        Row entry = audit("MAINTENANCE").get(0);
        assertThat(entry.<String>getAs("status")).isEqualTo("SUCCESS");
        assertThat(entry.<Long>getAs("records_affected")).isEqualTo(3);
        assertThat(details(entry))
                .containsEntry("rows_deleted", "0")
                .containsEntry("fields_erased.contact_number", "3")
                .containsEntry("fields_before.contact_number", "2021-03-01")
                .containsEntry("decided_by", "source_timestamp")
                .doesNotContainKey("fields_missing");
    }

    @Test
    void shouldChangeNothingTheSecondTime() {
        at("bz_twice");

        assertThat(rows()).containsExactlyInAnyOrderElementsOf(rowsBefore.get("bz_twice"));
        assertThat(writes()).isEqualTo(writesBefore);
        assertThat(erased("contact_number")).containsExactly("3", "0");
        assertThat(erased("address")).containsExactly("3", "0");
    }

    @Test
    void shouldReachIntoRecordsAndLeaveTheRestOfThemAndEraseAnArrayAsAWhole() {
        at("bz_nested");

        assertThat(values("address.street")).containsExactly(null, null, null, null, "Street 4", "Street 5");
        assertThat(values("address.city")).containsExactly("Berlin", "Berlin", "Berlin", null, "Berlin", "Berlin");
        assertThat(offsetsOf("address IS NULL")).containsExactly(3);
        assertThat(erased("address.street")).containsExactly("3");
        assertThat(offsetsOf("branches IS NULL")).containsExactly(0, 1, 2, 3);
    }

    @Test
    void shouldEraseTheCiphertextTogetherWithItsToken() {
        at("bz_cipher");

        assertThat(values("address.street")).containsExactly(null, null, null, null, "Street 4", "Street 5");
        assertThat(values("address.street_encrypted"))
                .containsExactly(null, null, null, null, "Ciphertext 4", "Ciphertext 5");
        assertThat(erased("address.street_encrypted")).containsExactly("3");
    }

    @Test
    void shouldDecideByTheRowsOwnTimeAsForRows() {
        at("bz_own_time");

        assertThat(offsetsOf("contact_number IS NULL"))
                .as("by its own time, and by Kafka's where it has none")
                .containsExactly(0, 3);
    }

    private void landWithTimesOfTheirOwn(String name) {
        at(name);
        segments.land(shard, 0, 2, SUPPLIERS, (row, offset) -> {
            supplier(row, offset);
            row.put("changed_at", offset == 0 ? SIX_YEARS_AGO.toEpochMilli() : null);
        });
        segments.at(SIX_YEARS_AGO).land(shard, 2, 4, SUPPLIERS, (row, offset) -> {
            supplier(row, offset);
            row.put("changed_at", offset == 2 ? NOW.toEpochMilli() : null);
        });
    }

    private void landOldAndNew(String name) {
        at(name);
        segments.at(SIX_YEARS_AGO).land(shard, 0, 4, SUPPLIERS, FieldRetentionIT::supplier);
        segments.land(shard, 4, 6, SUPPLIERS, FieldRetentionIT::supplier);
    }

    /** The fourth has neither number nor address. */
    static void supplier(GenericRecord row, long offset) {
        row.put("name", "s" + offset);
        row.put("branches", List.of());
        if (offset == 3) {
            return;
        }
        row.put("contact_number", "+49 " + offset);
        Schema address = SUPPLIERS.getField("address").schema().getTypes().stream()
                .filter(type -> type.getType() == Schema.Type.RECORD)
                .findFirst()
                .orElseThrow();
        GenericRecord at = new GenericData.Record(address);
        at.put("street", "Street " + offset);
        at.put("street_encrypted", "Ciphertext " + offset);
        at.put("city", "Berlin");
        row.put("address", at);
    }

    private List<String> values(String field) {
        return spark
                .sql("SELECT CAST(" + field + " AS STRING) FROM " + name() + " ORDER BY source_offset")
                .collectAsList()
                .stream()
                .map(row -> row.getString(0))
                .toList();
    }

    private List<Integer> offsetsOf(String condition) {
        return spark.table(name()).where(condition).orderBy("source_offset").collectAsList().stream()
                .map(row -> row.<Long>getAs("source_offset").intValue())
                .toList();
    }

    /** What each run tells of a field. */
    private List<String> erased(String field) {
        return audit("MAINTENANCE").stream()
                .map(entry -> Optional.ofNullable(details(entry).get("fields_erased." + field))
                        .orElse("-"))
                .toList();
    }
}
