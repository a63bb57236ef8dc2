package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.AllTypes;
import io.landfall.bronze.BronzeOnSpark;
import io.landfall.config.PrivacyRule;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import java.time.Instant;
import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

/** Fields whose values stay less long than their rows, on real Spark and Delta. */
class FieldRetentionIT extends BronzeOnSpark {
    private static final Instant SIX_YEARS_AGO = Instant.parse("2020-03-01T10:00:00Z");
    private static final Instant EIGHT_YEARS_AGO = Instant.parse("2018-03-01T10:00:00Z");

    private static final Schema SUPPLIERS = AllTypes.position(
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

    @Test
    void shouldEraseTheFieldInRowsThatStayAndTellTheAuditLog() throws Exception {
        ingestOldAndNew();
        assertThat(maintain(suppliers(Map.of("contact_number", Period.ofYears(5)))))
                .isEmpty();

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
    void shouldChangeNothingTheSecondTime() throws Exception {
        ingestOldAndNew();
        TableConfig suppliers = suppliers(Map.of("contact_number", Period.ofYears(5), "address", Period.ofYears(5)));
        assertThat(maintain(suppliers)).isEmpty();
        List<Row> rows = rows();
        long writes = writes();
        assertThat(maintain(suppliers)).isEmpty();

        assertThat(rows()).containsExactlyInAnyOrderElementsOf(rows);
        assertThat(writes()).isEqualTo(writes);
        assertThat(erased("contact_number")).containsExactly("3", "0");
        assertThat(erased("address")).containsExactly("3", "0");
    }

    @Test
    void shouldReachIntoRecordsAndLeaveTheRestOfThemAndEraseAnArrayAsAWhole() throws Exception {
        ingestOldAndNew();
        assertThat(maintain(suppliers(Map.of("address.street", Period.ofYears(5), "branches", Period.ofYears(5)))))
                .isEmpty();

        assertThat(values("address.street")).containsExactly(null, null, null, null, "Street 4", "Street 5");
        assertThat(values("address.city")).containsExactly("Berlin", "Berlin", "Berlin", null, "Berlin", "Berlin");
        assertThat(offsetsOf("address IS NULL")).containsExactly(3);
        assertThat(erased("address.street")).containsExactly("3");
        assertThat(offsetsOf("branches IS NULL")).containsExactly(0, 1, 2, 3);
    }

    @Test
    void shouldEraseTheCiphertextTogetherWithItsToken() throws Exception {
        ingestOldAndNew();
        assertThat(maintain(table().privacy(
                                Map.of("address.street", new PrivacyRule.TokenizeAndEncrypt(new PrivacyRule.Encrypt())))
                        .fieldRetention(Map.of("address.street", Period.ofYears(5)))
                        .build()))
                .isEmpty();

        assertThat(values("address.street")).containsExactly(null, null, null, null, "Street 4", "Street 5");
        assertThat(values("address.street_encrypted"))
                .containsExactly(null, null, null, null, "Ciphertext 4", "Ciphertext 5");
        assertThat(erased("address.street_encrypted")).containsExactly("3");
    }

    @Test
    void shouldDecideByTheRowsOwnTimeAsForRows() throws Exception {
        segments.land(shard, 0, 2, SUPPLIERS, (row, offset) -> {
            supplier(row, offset);
            row.put("changed_at", offset == 0 ? SIX_YEARS_AGO.toEpochMilli() : null);
        });
        segments.at(SIX_YEARS_AGO).land(shard, 2, 4, SUPPLIERS, (row, offset) -> {
            supplier(row, offset);
            row.put("changed_at", offset == 2 ? NOW.toEpochMilli() : null);
        });
        assertThat(run()).isEmpty();
        assertThat(maintain(table().eventTime("changed_at")
                        .fieldRetention(Map.of("contact_number", Period.ofYears(5)))
                        .build()))
                .isEmpty();

        assertThat(offsetsOf("contact_number IS NULL"))
                .as("by its own time, and by Kafka's where it has none")
                .containsExactly(0, 3);
    }

    @Test
    void shouldCountNoRowThatIsDeletedAtTheSameTime() throws Exception {
        segments.at(EIGHT_YEARS_AGO).land(shard, 0, 3, SUPPLIERS, FieldRetentionIT::supplier);
        segments.at(SIX_YEARS_AGO).land(shard, 3, 7, SUPPLIERS, FieldRetentionIT::supplier);
        assertThat(run()).isEmpty();
        assertThat(maintain(table().retention(Period.ofYears(7))
                        .fieldRetention(Map.of("contact_number", Period.ofYears(5)))
                        .build()))
                .isEmpty();

        Row entry = audit("MAINTENANCE").get(0);
        assertThat(details(entry))
                .containsEntry("rows_deleted", "3")
                .containsEntry("fields_erased.contact_number", "3");
        assertThat(entry.<Long>getAs("records_affected")).isEqualTo(6);
    }

    @Test
    void shouldWarnOfAFieldThatTheTableDoesNotHaveAndDoTheRest() throws Exception {
        ingestOldAndNew();
        assertThat(maintain(suppliers(Map.of(
                        "contact_nubmer",
                        Period.ofYears(5),
                        "address.zip",
                        Period.ofYears(5),
                        "name",
                        Period.ofYears(5)))))
                .isEmpty();

        assertThat(details(audit("MAINTENANCE").get(0)).get("fields_missing").split(", "))
                .containsExactlyInAnyOrder("contact_nubmer", "address.zip");
        assertThat(offsetsOf("name IS NULL")).containsExactly(0, 1, 2, 3);
    }

    @Test
    void shouldFailForAFieldInsideAnArrayAndDoTheRest() throws Exception {
        ingestOldAndNew();
        assertThat(maintain(suppliers(Map.of("branches.phone", Period.ofYears(5), "name", Period.ofYears(5)))))
                .singleElement()
                .asString()
                .isEqualTo(table + ": field_retention names branches.phone, but branches is"
                        + " ARRAY<STRUCT<phone: STRING>>, which can only be erased as a whole: name branches");

        assertThat(offsetsOf("name IS NULL")).containsExactly(0, 1, 2, 3);
        assertThat(maintain(suppliers(Map.of("name", Period.ofYears(5))))).isEmpty();
        List<Row> entries = audit("MAINTENANCE");
        assertThat(details(entries.get(0))).doesNotContainKey("fields_erased.name");
        assertThat(details(entries.get(1)))
                .as("told by the run that succeeded")
                .containsEntry("fields_erased.name", "4");
    }

    @Test
    void shouldEraseNothingBeforeRowsAreCounted() throws Exception {
        ingestOldAndNew();
        assertThat(maintainLedger(suppliers(Map.of()))).isEmpty();
        segments.land(shard, 6, 8, SUPPLIERS, FieldRetentionIT::supplier);
        spark.sql("ALTER TABLE spark_catalog.inventory_bronze.bz_landing_ledger"
                + " SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
        assertThat(run()).isEmpty();
        assertThat(maintain(suppliers(Map.of("contact_number", Period.ofYears(5)))))
                .hasSize(1);

        assertThat(offsetsOf("contact_number IS NULL")).containsExactly(3);
    }

    @Test
    void shouldLeaveNoErasedValueBehindADeletionVector() throws Exception {
        ingestOldAndNew();
        spark.sql("ALTER TABLE " + name() + " SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
        spark.sql("UPDATE " + name() + " SET contact_number = 'secret' WHERE source_offset = 1");
        spark.sql("DELETE FROM " + name() + " WHERE source_offset = 4");
        assertThat(rowsInFiles()).as("hidden, but there").isGreaterThan(5);
        assertThat(maintain(suppliers(Map.of("contact_number", Period.ofYears(5)))))
                .isEmpty();

        assertThat(rowsInFiles()).isEqualTo(5);
        assertThat(offsetsOf("contact_number IS NOT NULL")).containsExactly(5);
        Row detail = spark.sql("DESCRIBE DETAIL " + name()).first();
        assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
                .containsEntry("delta.enableDeletionVectors", "false");
    }

    private void ingestOldAndNew() throws Exception {
        segments.at(SIX_YEARS_AGO).land(shard, 0, 4, SUPPLIERS, FieldRetentionIT::supplier);
        segments.land(shard, 4, 6, SUPPLIERS, FieldRetentionIT::supplier);
        assertThat(run()).isEmpty();
    }

    /** The fourth has neither number nor address. */
    private static void supplier(GenericRecord row, long offset) {
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

    private TestConfigs.Table table() {
        return TestConfigs.table(table, "inventory." + table);
    }

    private TableConfig suppliers(Map<String, Period> fieldRetention) {
        return table().fieldRetention(fieldRetention).build();
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
