package io.landfall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final long FIRST = Long.getLong("landfall.simulation.first", 0);
    private static final long SEEDS = Long.getLong("landfall.simulation.seeds", 10_000);
    private static final int THREADS = Integer.getInteger("landfall.simulation.threads", 2);

    @Test
    void shouldHold() throws Exception {
        long began = System.nanoTime();
        AtomicLong next = new AtomicLong(FIRST);
        Map<Seen, Long> seen = new EnumMap<>(Seen.class);
        List<Simulation.Result> failed = new ArrayList<>();
        ExecutorService workers = Executors.newFixedThreadPool(THREADS);
        List<Future<?>> futures = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            futures.add(workers.submit(() -> {
                for (long seed = next.getAndIncrement(); seed < FIRST + SEEDS; seed = next.getAndIncrement()) {
                    Simulation.Result result = Simulation.run(seed, Wiring.FAITHFUL);
                    synchronized (seen) {
                        result.seen().forEach((what, times) -> seen.merge(what, times, Long::sum));
                        if (!result.violations().isEmpty()) {
                            failed.add(result);
                        }
                    }
                }
            }));
        }
        for (Future<?> f : futures) f.get();
        System.out.println("seconds " + (System.nanoTime() - began) / 1e9 + " failed " + failed.size());
        seen.forEach((k, v) -> System.out.println(k + " " + v));
        Map<String, Integer> kinds = new java.util.TreeMap<>();
        failed.forEach(
                f -> f.violations().forEach(v -> kinds.merge(v.toString().replaceAll("\\d+", "#"), 1, Integer::sum)));
        kinds.entrySet().stream()
                .sorted((a, b) -> b.getValue() - a.getValue())
                .limit(25)
                .forEach(System.out::println);
        failed.sort((a, b) -> Long.compare(a.seed(), b.seed()));
        failed.stream()
                .limit(20)
                .forEach(f -> System.out.println(f.seed() + " " + f.violations().get(0)));
        if (!failed.isEmpty() && Boolean.getBoolean("trace")) {
            Simulation.trace(failed.get(0).seed(), Wiring.FAITHFUL).trace().forEach(System.out::println);
        }
        assertThat(failed).isEmpty();
    }
}
