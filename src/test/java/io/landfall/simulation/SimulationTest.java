package io.landfall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** The invariants of the landing protocol, in many short lives of a landing area. */
class SimulationTest {
    private static final long FIRST = Long.getLong("landfall.simulation.first", 0);
    private static final long ENOUGH = 10_000;
    private static final long SEEDS = Long.getLong("landfall.simulation.seeds", ENOUGH);
    private static final int THREADS = Integer.getInteger(
            "landfall.simulation.threads", Runtime.getRuntime().availableProcessors());

    @Test
    void shouldHoldItsInvariantsWhateverHappens() throws Exception {
        long began = System.nanoTime();
        Campaign campaign = new Campaign(FIRST, SEEDS, THREADS);
        campaign.run();
        double seconds = (System.nanoTime() - began) / 1e9;

        System.out.printf("simulated %,d seeds from %d on in %.1f s: %s%n", SEEDS, FIRST, seconds, campaign.seen());
        campaign.failure().ifPresent(Assertions::fail);
        if (SEEDS >= ENOUGH) {
            assertThat(campaign.seen()).as("what happened").containsOnlyKeys(Seen.values());
        }
    }

    @Test
    void shouldRepeatARunFromItsSeed() {
        List<String> once = Simulation.trace(FIRST, Wiring.FAITHFUL).trace();

        assertThat(once).hasSizeGreaterThan(10);
        assertThat(Simulation.trace(FIRST, Wiring.FAITHFUL).trace()).isEqualTo(once);
    }
}
