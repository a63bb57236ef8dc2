package io.landfall.local.bench;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All that was measured.
 *
 * @param runs by contender, in the order of the runs
 */
record Results(Machine machine, Settings settings, BenchTopic topic, Map<Contender, List<Measurement>> runs) {
    /** The median of each contender's runs. */
    Map<Contender, Measurement> medians() {
        Map<Contender, Measurement> medians = new EnumMap<>(Contender.class);
        runs.forEach((contender, all) -> medians.put(contender, Measurement.median(all)));
        return medians;
    }

    /** Records per CPU second with all stages on, divided by those of the other; empty if one of the two did not run. */
    OptionalDouble ratioTo(Contender other) {
        Map<Contender, Measurement> medians = medians();
        if (!medians.containsKey(Contender.LANDFALL) || !medians.containsKey(other)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(medians.get(Contender.LANDFALL).recordsPerCpuSecond()
                / medians.get(other).recordsPerCpuSecond());
    }

    /** The ratios that there are, by name. */
    Map<String, Double> ratios() {
        Map<String, Double> ratios = new LinkedHashMap<>();
        for (Contender peer : Contender.PEERS) {
            ratioTo(peer).ifPresent(ratio -> ratios.put("landfall_vs_" + peer.label() + "_cpu", ratio));
        }
        return ratios;
    }
}
