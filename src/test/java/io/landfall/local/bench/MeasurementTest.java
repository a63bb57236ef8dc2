package io.landfall.local.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final BenchTopic TOPIC = new BenchTopic("bench", Workload.TINY, 1, 1_000, 900, 2_000_000);
    private static final long SECOND = 1_000_000;
    private static final long CPU_SECOND = 1_000_000_000;

    @Test
    void shouldMeasureFromJustBeforeTheFirstRecordToTheLastWrite() {
        List<Sample> samples = List.of(
                sample(1, 10, 5_000, 0),
                sample(2, 11, 6_000, 0),
                sample(3, 12, 7_000, 500),
                sample(4, 13, 106_000, 1_000),
                sample(9, 99, 999_000, 1_000));

        Measurement measured = Measurement.of(TOPIC, samples, new Output(900, 123, 4, 4 * SECOND - 1));

        assertThat(measured.wallSeconds()).isEqualTo(2);
        assertThat(measured.cpuSeconds()).isEqualTo(2);
        assertThat(measured.recordsPerSecond()).isEqualTo(500);
        assertThat(measured.recordsPerCpuSecond()).isEqualTo(500);
        assertThat(measured.megabytesPerSecond()).isEqualTo(1);
        assertThat(measured.allocatedBytesPerRecord()).isEqualTo(100);
        assertThat(measured.rows()).isEqualTo(900);
    }

    @Test
    void shouldEndWithTheProcessIfItEndedRightAfterItsLastWrite() {
        List<Sample> samples = List.of(sample(1, 0, 0, 0), sample(2, 1, 0, 1_000));

        Measurement measured = Measurement.of(TOPIC, samples, new Output(900, 123, 4, 3 * SECOND));

        assertThat(measured.wallSeconds()).isEqualTo(1);
    }

    @Test
    void shouldRefuseARunThatConsumedNothing() {
        assertThatThrownBy(() -> Measurement.of(TOPIC, List.of(sample(1, 0, 0, 0)), new Output(0, 0, 0, SECOND)))
                .isInstanceOf(BenchException.class);
    }

    @Test
    void shouldTakeTheMedianOfEachFigure() {
        Measurement median = Measurement.median(List.of(measured(1, 30), measured(3, 10), measured(2, 20)));

        assertThat(median.wallSeconds()).isEqualTo(2);
        assertThat(median.cpuSeconds()).isEqualTo(20);
        assertThat(Measurement.median(List.of(measured(1, 3), measured(2, 4))).cpuSeconds())
                .isEqualTo(3.5, within(1e-9));
    }

    static Measurement measured(double wall, double cpu) {
        return new Measurement(
                1_000, wall, cpu, 1_000 / wall, 2 / wall, 1_000 / cpu, 1_000 * cpu, 100, 200e6, 3e6, 900);
    }

    private static Sample sample(long second, long cpu, long allocated, long consumed) {
        return new Sample(second * SECOND, cpu * CPU_SECOND, allocated, 100, consumed, 0);
    }
}
