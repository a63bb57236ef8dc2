package io.landfall.local.bench;

import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one run took, from the first record that its consumer handed out to the last write to its output folder.
 *
 * @param allocatedBytesPerRecord on the heap, by all threads
 * @param peakRssBytes of the whole process, of its whole life; 0 where the system does not say
 */
record Measurement(
        long records,
        double wallSeconds,
        double cpuSeconds,
        double recordsPerSecond,
        double megabytesPerSecond,
        double recordsPerCpuSecond,
        double cpuSecondsPerMillionRecords,
        double allocatedBytesPerRecord,
        double peakRssBytes,
        double outputBytes,
        long rows) {
    private static final double MICROS = 1e6;
    private static final double NANOS = 1e9;
    private static final double MEGA = 1e6;
    private static final double MILLION = 1e6;

    /**
     * Measures.
     *
     * @throws BenchException if the samples do not show that it consumed anything
     */
    static Measurement of(BenchTopic topic, List<Sample> samples, Output output) {
        int first = 0;
        while (first < samples.size() && samples.get(first).consumed() == 0) {
            first++;
        }
        if (first == samples.size()) {
            throw new BenchException("it consumed nothing");
        }
        Sample begin = samples.get(Math.max(0, first - 1));
        Sample end = samples.stream()
                .filter(sample -> sample.micros() >= output.lastWriteMicros())
                .findFirst()
                .orElse(samples.get(samples.size() - 1));
        double wall = (end.micros() - begin.micros()) / MICROS;
        double cpu = (end.cpuNanos() - begin.cpuNanos()) / NANOS;
        return new Measurement(
                topic.records(),
                wall,
                cpu,
                topic.records() / wall,
                topic.valueBytes() / MEGA / wall,
                topic.records() / cpu,
                cpu * MILLION / topic.records(),
                (double) (end.allocated() - begin.allocated()) / topic.records(),
                samples.get(samples.size() - 1).peakRssBytes(),
                output.bytes(),
                output.rows());
    }

    /** The median of each figure by itself. */
    static Measurement median(List<Measurement> runs) {
        return new Measurement(
                runs.get(0).records,
                median(runs, Measurement::wallSeconds),
                median(runs, Measurement::cpuSeconds),
                median(runs, Measurement::recordsPerSecond),
                median(runs, Measurement::megabytesPerSecond),
                median(runs, Measurement::recordsPerCpuSecond),
                median(runs, Measurement::cpuSecondsPerMillionRecords),
                median(runs, Measurement::allocatedBytesPerRecord),
                median(runs, Measurement::peakRssBytes),
                median(runs, Measurement::outputBytes),
                runs.get(0).rows);
    }

    private static double median(List<Measurement> runs, ToDoubleFunction<Measurement> figure) {
        List<Double> sorted = runs.stream()
                .map(figure::applyAsDouble)
                .sorted(Comparator.naturalOrder())
                .toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
