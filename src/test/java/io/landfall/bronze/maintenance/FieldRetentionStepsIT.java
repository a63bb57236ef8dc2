package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.SharedTables;
import io.landfall.bronze.plan.BronzeOptions.Mode;
import java.time.Period;
import java.util.List;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Fields whose values stay less long than their rows: beside deletions, faults and deletion vectors, on real Spark and Delta. */
class FieldRetentionStepsIT extends SharedTables {
    /** What the first of the two runs said. */
    private static List<String> first;

    @BeforeAll
    static void maintainTwice() throws Exception {
        FieldRetentionStepsIT all = new FieldRetentionStepsIT();
        all.open();
        all.landOlder("bz_deleted");
        all.configure(all.table()
                .retention(Period.ofYears(7))
                .fieldRetention(FieldRetentionIT.fiveYears("contact_number"))
                .build());
        all.landOldAndNew("bz_missing");
        all.configure(all.table()
                .fieldRetention(FieldRetentionIT.fiveYears("contact_nubmer", "address.zip", "name"))
                .build());
        all.landOldAndNew("bz_array");
        all.configure(all.table()
                .fieldRetention(FieldRetentionIT.fiveYears("branches.phone", "name"))
                .build());
        all.landOldAndNew("bz_vectors");
        all.configure(all.table()
                .fieldRetention(FieldRetentionIT.fiveYears("contact_number"))
                .build());
        assertThat(all.job(Mode.AVAILABLE_NOW, all.configs()).run()).isEmpty();
        all.hideRowsBehindDeletionVectors();

        first = all.maintain(all.configs());

        all.at("bz_array");
        all.configure(
                all.table().fieldRetention(FieldRetentionIT.fiveYears("name")).build());
        assertThat(all.maintain(all.configs("bz_array"))).isEmpty();
    }

    @Test
    void shouldCountNoRowThatIsDeletedAtTheSameTime() {
        at("bz_deleted");

        Row entry = audit("MAINTENANCE").get(0);
        assertThat(details(entry))
                .containsEntry("rows_deleted", "3")
                .containsEntry("fields_erased.contact_number", "3");
        assertThat(entry.<Long>getAs("records_affected")).isEqualTo(6);
    }

    private void landOlder(String name) {
        at(name);
        segments.at(FieldRetentionIT.EIGHT_YEARS_AGO)
                .land(shard, 0, 3, FieldRetentionIT.SUPPLIERS, FieldRetentionIT::supplier);
        segments.at(FieldRetentionIT.SIX_YEARS_AGO)
                .land(shard, 3, 7, FieldRetentionIT.SUPPLIERS, FieldRetentionIT::supplier);
    }

    @Test
    void shouldWarnOfAFieldThatTheTableDoesNotHaveAndDoTheRest() {
        at("bz_missing");

        assertThat(details(audit("MAINTENANCE").get(0)).get("fields_missing").split(", "))
                .containsExactlyInAnyOrder("contact_nubmer", "address.zip");
        assertThat(offsetsOf("name IS NULL")).containsExactly(0, 1, 2, 3);
    }

    @Test
    void shouldFailForAFieldInsideAnArrayAndDoTheRest() {
        at("bz_array");

        assertThat(first)
                .singleElement()
                .asString()
                .isEqualTo(table + ": field_retention names branches.phone, but branches is"
                        + " ARRAY<STRUCT<phone: STRING>>, which can only be erased as a whole: name branches");
        assertThat(offsetsOf("name IS NULL")).containsExactly(0, 1, 2, 3);
        List<Row> entries = audit("MAINTENANCE");
        assertThat(details(entries.get(0))).doesNotContainKey("fields_erased.name");
        assertThat(details(entries.get(1)))
                .as("told by the run that succeeded")
                .containsEntry("fields_erased.name", "4");
    }

    @Test
    void shouldLeaveNoErasedValueBehindADeletionVector() throws Exception {
        at("bz_vectors");

        assertThat(rowsInFiles()).isEqualTo(5);
        assertThat(offsetsOf("contact_number IS NOT NULL")).containsExactly(5);
        Row detail = spark.sql("DESCRIBE DETAIL " + name()).first();
        assertThat(detail.<String, String>getJavaMap(detail.fieldIndex("properties")))
                .containsEntry("delta.enableDeletionVectors", "false");
    }

    private void hideRowsBehindDeletionVectors() throws Exception {
        at("bz_vectors");
        spark.sql("ALTER TABLE " + name() + " SET TBLPROPERTIES ('delta.enableDeletionVectors' = 'true')");
        spark.sql("UPDATE " + name() + " SET contact_number = 'secret' WHERE source_offset = 1");
        spark.sql("DELETE FROM " + name() + " WHERE source_offset = 4");
        assertThat(rowsInFiles()).as("hidden, but there").isGreaterThan(5);
    }

    private void landOldAndNew(String name) {
        at(name);
        segments.at(FieldRetentionIT.SIX_YEARS_AGO)
                .land(shard, 0, 4, FieldRetentionIT.SUPPLIERS, FieldRetentionIT::supplier);
        segments.land(shard, 4, 6, FieldRetentionIT.SUPPLIERS, FieldRetentionIT::supplier);
    }

    private List<Integer> offsetsOf(String condition) {
        return spark.table(name()).where(condition).orderBy("source_offset").collectAsList().stream()
                .map(row -> row.<Long>getAs("source_offset").intValue())
                .toList();
    }
}
