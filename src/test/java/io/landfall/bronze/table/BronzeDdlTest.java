package io.landfall.bronze.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.maintenance.LandingLedger;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.config.BatchConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;

class BronzeDdlTest {
    private static final TableName ORDERS = new TableName("prod", "inventory_bronze", "bz_orders");
    private static final StructType COLUMNS =
            StructType.fromDDL("order_id BIGINT, ship STRUCT<city: STRING>, record_status STRING,"
                    + " source_offset BIGINT COMMENT 'Kafka offset'");

    @Test
    void shouldKeepDeletionVectorsFromTheLedger() {
        TableName ledger = new TableName("main", "bronze", LandingLedger.TABLE);
        assertThat(BronzeDdl.createLedger(ledger, LandingLedger.COLUMNS, Optional.empty()))
                .contains("'delta.enableDeletionVectors' = 'false'");
    }

    @Test
    void shouldCreateATableWithItsColumnsClusteringAndProperties() {
        TablePlan plan = plan(Optional.empty(), "order_id", "ship.city");
        assertThat(BronzeDdl.createTable(plan, COLUMNS, Optional.of("Orders"), ColumnProperties.of(plan, COLUMNS)))
                .isEqualTo(
                        """
                        CREATE TABLE IF NOT EXISTS `prod`.`inventory_bronze`.`bz_orders` (
                          `order_id` BIGINT,
                          `ship` STRUCT<city: STRING>,
                          `record_status` STRING DEFAULT 'ACTIVE',
                          `source_offset` BIGINT COMMENT 'Kafka offset')
                        USING DELTA
                        CLUSTER BY (`order_id`, `ship`.`city`)
                        COMMENT 'Orders'
                        TBLPROPERTIES ('landfall.topic' = 'orders')""");
    }

    @Test
    void shouldPutATableWhereTheWarehouseIs() {
        assertThat(BronzeDdl.createTable(plan(Optional.of("file:///it's/here")), COLUMNS, Optional.empty(), Map.of()))
                .endsWith("USING DELTA\nLOCATION 'file:///it\\'s/here'");
    }

    @Test
    void shouldOutlineATableWithTheColumnsThatAllHave() {
        assertThat(BronzeDdl.outline(plan(Optional.empty(), "order_id")))
                .isEqualTo(
                        """
                        CREATE TABLE IF NOT EXISTS `prod`.`inventory_bronze`.`bz_orders` (
                          <the fields of the records, as landed>,
                          `source_system` STRING COMMENT 'The system the data comes from',
                          `record_status` STRING DEFAULT 'ACTIVE' COMMENT 'ACTIVE, or DELETED where the source deleted the row',
                          `data_quality_score` INT COMMENT 'Quality of the record as it came, 0 to 100',
                          `quality_issues` ARRAY<STRING> COMMENT 'What cost the record its score, as field:rule; of a business rule, name:rule',
                          `batch_id` STRING COMMENT 'The segment the row landed in',
                          `record_hash` STRING COMMENT 'SHA-256 of the record\\'s content as it came, hexadecimal',
                          `schema_version` STRING COMMENT 'Version of the schema the record was written with',
                          `processing_cluster_id` STRING COMMENT 'The Landfall deployment that landed the row',
                          `data_lineage_id` STRING COMMENT 'Where the row comes from: table, landing run, topic, partition and offset',
                          `source_topic` STRING COMMENT 'The record\\'s Kafka topic',
                          `source_partition` INT COMMENT 'The record\\'s Kafka partition',
                          `source_offset` BIGINT COMMENT 'The record\\'s Kafka offset',
                          `source_timestamp` TIMESTAMP COMMENT 'The record\\'s Kafka timestamp',
                          `landed_at` TIMESTAMP COMMENT 'When the row was added to its segment',
                          `load_timestamp` TIMESTAMP DEFAULT current_timestamp() COMMENT 'When the row came into this table (UTC)',
                          `update_timestamp` TIMESTAMP DEFAULT current_timestamp() COMMENT 'When the row was last changed in this table (UTC)')
                        USING DELTA
                        CLUSTER BY (`order_id`)
                        COMMENT '<the schema\\'s doc>'
                        TBLPROPERTIES ('landfall.topic' = 'orders')""");
    }

    @Test
    void shouldCreateAnAuditLogThatOnlyGrows() {
        assertThat(BronzeDdl.createAuditLog(ORDERS.sibling("bz_audit_log"), Optional.empty()))
                .contains("`operation_details` MAP<STRING, STRING>", "`compliance_flags` ARRAY<STRING>")
                .containsPattern("TBLPROPERTIES \\(.*'delta.appendOnly' = 'true'\\)$")
                .contains("'delta.logRetentionDuration' = 'interval 30 days'");
    }

    @Test
    void shouldQuoteNames() {
        assertThat(new TableName("a", "b", "c`d").sql()).isEqualTo("`a`.`b`.`c``d`");
    }

    @Test
    void shouldAskForTimestampsWithoutTimeZoneWhereverTheyAre() {
        for (String type : List.of(
                "TIMESTAMP_NTZ", "STRUCT<a: TIMESTAMP_NTZ>", "ARRAY<TIMESTAMP_NTZ>", "MAP<STRING, TIMESTAMP_NTZ>")) {
            StructType columns = StructType.fromDDL("c " + type);
            assertThat(ColumnProperties.of(plan(Optional.empty()), columns))
                    .as(type)
                    .containsEntry("delta.feature.timestampNtz", "supported");
        }
        assertThat(ColumnProperties.of(plan(Optional.empty()), StructType.fromDDL("c TIMESTAMP")))
                .doesNotContainKey("delta.feature.timestampNtz");
    }

    @Test
    void shouldKeepStatisticsOfAWideTablesClusteringColumnsAndPositionsOnly() {
        StructType wide = StructType.fromDDL(IntStream.range(0, 40)
                .mapToObj(i -> "c" + i + " STRING")
                .collect(Collectors.joining(", ", "", ", source_offset BIGINT, load_timestamp TIMESTAMP")));
        assertThat(ColumnProperties.of(plan(Optional.empty(), "c39"), wide))
                .containsEntry("delta.dataSkippingStatsColumns", "c39,load_timestamp,source_offset");
    }

    private static TablePlan plan(Optional<String> location, String... clusterBy) {
        return new TablePlan(
                ORDERS,
                "s3://landing/bz_orders/",
                "s3://checkpoints/bz_orders",
                List.of(clusterBy),
                Map.of("landfall.topic", "orders"),
                Map.of(),
                Optional.empty(),
                List.of(),
                List.of(),
                location,
                new BatchConfig(1000, Optional.empty()));
    }
}
