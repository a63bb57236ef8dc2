package io.landfall.local.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.TableConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.local.bench.LandfallService.Stage;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WorkloadTest {
    @TempDir
    private Path temp;

    @ParameterizedTest
    @EnumSource
    void shouldMakeRowsThatFitTheirSchema(Workload workload) {
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 100; i++) {
            var row = workload.rows().row(workload.schema(), i, i * 1_000L, random);
            assertThat(GenericData.get().validate(workload.schema(), row)).isTrue();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldMakeTheSameRowsAgain(Workload workload) {
        assertThat(workload.rows().row(workload.schema(), 7, 8, new SplittableRandom(1)))
                .isEqualTo(workload.rows().row(workload.schema(), 7, 8, new SplittableRandom(1)));
    }

    @ParameterizedTest
    @EnumSource
    void shouldConfigureTheStagesThatAreOnAndNoOthers(Workload workload) {
        TableConfig none = table(workload, Set.of());
        TableConfig all = table(workload, EnumSet.allOf(Stage.class));

        assertThat(none.dedupe()).isEmpty();
        assertThat(none.privacy().rules()).isEmpty();
        assertThat(none.quality().required()).isEmpty();
        assertThat(all.dedupe()).isPresent();
        assertThat(all.privacy().rules()).isNotEmpty();
        assertThat(all.quality().required()).isNotEmpty();
        assertThat(all.quality().ranges()).isNotEmpty();
    }

    private TableConfig table(Workload workload, Set<Stage> stages) {
        ContestantRun run = new ContestantRun(
                "run",
                temp,
                temp,
                new BenchTopic("topic", workload, 1, 10, 9, 100),
                new Settings(2, Optional.empty(), "1g"),
                "127.0.0.1:9092",
                "http://127.0.0.1:8081");
        return ConfigLoader.load(LandfallYaml.write(run, stages), Optional.empty())
                .tables()
                .get("bz_bench");
    }
}
