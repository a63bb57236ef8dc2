package io.landfall.simulation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/** Runs many seeds, several at a time; each run is on its own. */
final class Campaign {
    private final long first;
    private final long seeds;
    private final int threads;
    private final Map<Seen, Long> seen = new EnumMap<>(Seen.class);
    private final List<Simulation.Result> failed = new ArrayList<>();

    Campaign(long first, long seeds, int threads) {
        this.first = first;
        this.seeds = seeds;
        this.threads = threads;
    }

    void run() throws InterruptedException, ExecutionException {
        AtomicLong next = new AtomicLong(first);
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<?>> working = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                working.add(workers.submit(() -> runAll(next)));
            }
            for (Future<?> worker : working) {
                worker.get();
            }
        } finally {
            workers.shutdownNow();
        }
    }

    private void runAll(AtomicLong next) {
        for (long seed = next.getAndIncrement(); seed < first + seeds; seed = next.getAndIncrement()) {
            add(Simulation.run(seed, Wiring.FAITHFUL));
        }
    }

    private synchronized void add(Simulation.Result result) {
        result.seen().forEach((what, times) -> seen.merge(what, times, Long::sum));
        if (!result.violations().isEmpty()) {
            failed.add(result);
        }
    }

    /** How often what happened. */
    Map<Seen, Long> seen() {
        return seen;
    }

    /** The failure of the lowest seed, how to have it again, and what happened in it. */
    Optional<String> failure() {
        return failed.stream()
                .min(Comparator.comparingLong(Simulation.Result::seed))
                .map(result ->
                        """
                %d of %d seeds violate an invariant; seed %d: %s
                To run it alone: mvn test -Dtest=SimulationTest -Dlandfall.simulation.first=%d -Dlandfall.simulation.seeds=1
                %s"""
                                .formatted(
                                        failed.size(),
                                        seeds,
                                        result.seed(),
                                        result.violations(),
                                        result.seed(),
                                        String.join(
                                                "\n",
                                                Simulation.trace(result.seed(), Wiring.FAITHFUL)
                                                        .trace())));
    }
}
