package io.landfall.bronze.maintenance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.config.TableConfig;
import io.landfall.config.TestConfigs;
import java.nio.file.Files;
import java.time.Period;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maintenance where the ledger cannot be written, on real Spark and Delta. */
class MaintenanceFailureIT extends BronzeOnSpark {

    @Test
    void shouldDeleteAndEraseNothingBeforeItIsCounted() throws Exception {
        segments.at(FieldRetentionIT.EIGHT_YEARS_AGO)
                .land(shard, 0, 3, FieldRetentionIT.SUPPLIERS, FieldRetentionIT::supplier);
        segments.at(FieldRetentionIT.SIX_YEARS_AGO)
                .land(shard, 3, 7, FieldRetentionIT.SUPPLIERS, FieldRetentionIT::supplier);
        TableConfig suppliers = TestConfigs.table(table, "inventory." + table)
                .retention(Period.ofYears(7))
                .fieldRetention(Map.of("contact_number", Period.ofYears(5)))
                .build();
        assertThat(run()).isEmpty();
        assertThat(maintainLedger(suppliers)).isEmpty();
        segments.land(shard, 7, 9, FieldRetentionIT.SUPPLIERS, FieldRetentionIT::supplier);
        spark.sql("ALTER TABLE spark_catalog.inventory_bronze.bz_landing_ledger"
                + " SET TBLPROPERTIES ('delta.appendOnly' = 'true')");
        assertThat(run()).isEmpty();

        assertThat(maintain(suppliers)).hasSize(1);

        assertThat(offsets(0)).hasSize(9);
        assertThat(spark.table(name()).where("contact_number IS NULL").collectAsList())
                .as("the one that came without")
                .extracting(row -> row.<Long>getAs("source_offset"))
                .containsExactly(3L);
    }

    @Test
    void shouldTellThatItFailedAsAWhole() throws Exception {
        segments.land(shard, 0, 10, ORDERS, BronzeOnSpark::order);
        assertThat(run()).isEmpty();
        Files.writeString(folder.resolve("warehouse/inventory_bronze/bz_landing_ledger"), "no folder");
        assertThatThrownBy(() -> maintain(configured(table))).isNotNull();

        assertThat(audit("JOB_STOP"))
                .filteredOn(stop -> details(stop).get("program").equals("MaintenanceJob"))
                .singleElement()
                .satisfies(stop -> {
                    assertThat(stop.<String>getAs("status")).isEqualTo("FAILED");
                    assertThat(stop.<String>getAs("error_code")).isNotEmpty();
                });
    }
}
