package io.landfall.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.Shard;
import io.landfall.record.QuarantineReason;
import io.landfall.topology.TableListener;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ServiceMetricsTest {
    private static final List<QuarantineReason> REASONS = List.of(QuarantineReason.values());
    private static final Shard SHARD = new Shard("bz_orders", 1, "orders", 3);

    private final ServiceMetrics metrics = new ServiceMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldBalanceReadWithLandedDuplicatesQuarantinedAndSkipped() {
        TableListener table = metrics.table("bz_orders");
        Random random = new Random(7);
        for (int i = 0; i < 1_000; i++) {
            table.read(1);
            switch (random.nextInt(4)) {
                case 0 -> table.landed();
                case 1 -> table.duplicate();
                case 2 -> table.quarantined(REASONS.get(random.nextInt(REASONS.size())));
                default -> table.skipped();
            }
        }

        Map<String, Double> samples = Scrape.of(metrics).samples();
        double ended = samples.get("landfall_rows_landed_total{table=\"bz_orders\"}")
                + samples.get("landfall_duplicates_total{table=\"bz_orders\"}")
                + samples.get("landfall_skipped_total{table=\"bz_orders\"}")
                + Scrape.of(metrics).sum("landfall_quarantined_total{");
        assertThat(samples.get("landfall_records_read_total{table=\"bz_orders\"}"))
                .isEqualTo(1_000)
                .isEqualTo(ended);
    }

    @Test
    void shouldCountEachOutcomeForItsOwnTable() {
        TableListener orders = metrics.table("bz_orders");
        metrics.table("bz_customers").landed();

        orders.read(3);
        orders.landed();
        orders.duplicate();
        orders.quarantined(QuarantineReason.LOW_QUALITY);

        assertThat(Scrape.of(metrics).samples())
                .containsEntry("landfall_records_read_total{table=\"bz_orders\"}", 3.0)
                .containsEntry("landfall_rows_landed_total{table=\"bz_orders\"}", 1.0)
                .containsEntry("landfall_duplicates_total{table=\"bz_orders\"}", 1.0)
                .containsEntry("landfall_skipped_total{table=\"bz_orders\"}", 0.0)
                .containsEntry("landfall_quarantined_total{reason=\"low_quality\",table=\"bz_orders\"}", 1.0)
                .containsEntry("landfall_quarantined_total{reason=\"undecodable\",table=\"bz_orders\"}", 0.0)
                .containsEntry("landfall_records_read_total{table=\"bz_customers\"}", 0.0)
                .containsEntry("landfall_rows_landed_total{table=\"bz_customers\"}", 1.0);
    }

    @Test
    void shouldTellTheAverageScore() {
        TableListener table = metrics.table("bz_orders");

        table.scored(100);
        table.scored(40);

        assertThat(Scrape.of(metrics).samples())
                .containsEntry("landfall_quality_score_sum{table=\"bz_orders\"}", 140.0)
                .containsEntry("landfall_quality_score_count{table=\"bz_orders\"}", 2.0);
    }

    @Test
    void shouldKeepOneSetOfCountersPerTable() {
        metrics.table("bz_orders").landed();
        metrics.table("bz_orders").landed();

        assertThat(Scrape.of(metrics).samples()).containsEntry("landfall_rows_landed_total{table=\"bz_orders\"}", 2.0);
    }

    @Test
    void shouldCountWhatLandingDoes() {
        metrics.landing().shardOpened(SHARD, 0);
        metrics.landing().openBytes(4_096);
        metrics.landing().uploadFailed(SHARD, "503");
        metrics.landing()
                .segmentLanded(Segments.of(SHARD, new Ledger(10, 7, 1, 1, 1, 5)), 2_048, Duration.ofMillis(1_500));
        metrics.landing().shardLost(SHARD);

        assertThat(Scrape.of(metrics).samples())
                .containsEntry("landfall_segments_landed_total{table=\"bz_orders\"}", 1.0)
                .containsEntry("landfall_segment_bytes_total{table=\"bz_orders\"}", 2_048.0)
                .containsEntry("landfall_segment_rows_total{table=\"bz_orders\"}", 7.0)
                .containsEntry("landfall_expired_total{table=\"bz_orders\"}", 5.0)
                .containsEntry("landfall_uploads_failed_total{table=\"bz_orders\"}", 1.0)
                .containsEntry("landfall_shards_opened_total{table=\"bz_orders\"}", 1.0)
                .containsEntry("landfall_shards_lost_total{table=\"bz_orders\"}", 1.0)
                .containsEntry("landfall_upload_seconds_sum{table=\"bz_orders\"}", 1.5)
                .containsEntry("landfall_upload_seconds_count{table=\"bz_orders\"}", 1.0)
                .containsEntry("landfall_open_bytes", 4_096.0);
    }

    @Test
    void shouldTellAboutTheJvmTheProcessAndTheLog() {
        assertThat(metrics.scrape())
                .contains(
                        "jvm_memory_used_bytes{",
                        "jvm_gc_",
                        "jvm_threads_live_threads",
                        "process_uptime_seconds",
                        "process_files_open_files",
                        "log4j2_events_total{");
    }

    @Test
    void shouldTellAboutKafkaStreamsInstancesOfOneProcess() {
        try (KafkaStreams first = streams("orders");
                KafkaStreams second = streams("customers")) {
            metrics.observe(first);
            metrics.observe(second);

            assertThat(metrics.scrape())
                    .containsPattern("kafka_stream_\\w+\\{[^}]*client_id=\"orders")
                    .containsPattern("kafka_stream_\\w+\\{[^}]*client_id=\"customers");
        }
    }

    private static KafkaStreams streams(String application) {
        StreamsBuilder builder = new StreamsBuilder();
        builder.stream("in").to("out");
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application);
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "localhost:1");
        return new KafkaStreams(builder.build(), properties);
    }
}
