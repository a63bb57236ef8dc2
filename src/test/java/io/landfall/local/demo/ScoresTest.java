package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ScoresTest {
    @Test
    void shouldReadSumAndCountByTable() {
        String metrics =
                """
                # TYPE landfall_quality_score summary
                landfall_quality_score_count{application="demo",table="bz_orders"} 4
                landfall_quality_score_sum{application="demo",table="bz_orders"} 3.9E2
                landfall_quality_score_max{application="demo",table="bz_orders"} 100.0
                landfall_skipped_total{table="bz_orders"} 7.0
                """;
        assertThat(Scores.parse(metrics)).isEqualTo(Map.of("bz_orders count", 4.0, "bz_orders sum", 390.0));
    }
}
