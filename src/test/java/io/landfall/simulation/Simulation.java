package io.landfall.simulation;

import io.landfall.simulation.Invariant.Violation;
import java.util.List;
import java.util.Map;

/** Runs seeds. */
final class Simulation {
    private Simulation() {}

    /**
     * What came of a seed.
     *
     * @param trace what happened, if that was asked for
     */
    record Result(long seed, List<Violation> violations, Map<Seen, Long> seen, List<String> trace) {}

    static Result run(long seed, Wiring wiring) {
        return run(seed, wiring, false);
    }

    /** Runs a seed again, so as to see what happened. */
    static Result trace(long seed, Wiring wiring) {
        return run(seed, wiring, true);
    }

    private static Result run(long seed, Wiring wiring, boolean traced) {
        World world = new World(seed, wiring, traced);
        try (world) {
            world.say("seed", seed, world.scenario());
            new Chaos(world).unfold();
            new Invariants(world).check();
        }
        return new Result(seed, world.violations(), world.seen(), world.trace());
    }
}
