package io.landfall.local.bench;

import static io.landfall.local.bench.MeasurementTest.measured;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class BenchReportTest {
    private static final Results RESULTS = results(Map.of(
            Contender.LANDFALL, List.of(measured(1, 2), measured(1, 4), measured(1, 6)),
            Contender.SPARK, List.of(measured(2, 8)),
            Contender.LIMIT, List.of(measured(1, 1))));

    private static Results results(Map<Contender, List<Measurement>> runs) {
        return new Results(
                new Machine("a processor", 2, 8L << 30, "a system", "a JVM"),
                new Settings(2, Optional.empty(), "1g"),
                new BenchTopic("bench", Workload.TINY, 1, 1_000, 900, 2_000_000),
                runs);
    }

    @Test
    void shouldCompareRecordsPerCpuSecondOfMedians() throws Exception {
        JsonNode json = new ObjectMapper().readTree(BenchReport.json(RESULTS));

        assertThat(json.at("/ratios/landfall_vs_spark_cpu").asDouble()).isEqualTo(2);
        assertThat(json.at("/ratios/landfall_vs_limit_cpu").asDouble()).isEqualTo(0.25);
        assertThat(json.at("/contenders/landfall/runs")).hasSize(3);
        assertThat(json.at("/topic/workload").asText()).isEqualTo("TINY");
    }

    @Test
    void shouldLeaveOutRatiosToThoseThatDidNotRun() throws Exception {
        JsonNode json = new ObjectMapper().readTree(BenchReport.json(RESULTS));

        assertThat(json.at("/ratios").has("landfall_vs_connect_cpu")).isFalse();
        assertThat(results(Map.of(Contender.SPARK, List.of(measured(1, 1)))).ratios())
                .isEmpty();
    }

    @Test
    void shouldPrintALinePerContenderAndTheRatios() {
        assertThat(BenchReport.text(RESULTS))
                .contains("median of 3 runs", "heap 1g")
                .containsPattern("(?m)^landfall +1,000 .* 250 ")
                .containsPattern("(?m)^  spark +2\\.00$");
    }

    @Test
    void shouldDrawABarForEachContender() throws Exception {
        String svg = Chart.svg(RESULTS);

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(svg).contains("landfall: and protect", "spark: 125", "a processor");
    }
}
