package io.landfall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.proof.Commit;
import io.landfall.proof.Proof;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The invariants of the landing protocol, in many short lives of a landing area. */
class SimulationTest {
    private static final long ENOUGH = 10_000;
    private static final long MANY = 100_000;
    private static final long SEEDS = Long.getLong("landfall.simulation.seeds", ENOUGH);
    private static final long FIRST = Long.getLong("landfall.simulation.first", Commit.seed(0x7fff_ffff));
    private static final int THREADS = Integer.getInteger(
            "landfall.simulation.threads", Runtime.getRuntime().availableProcessors());

    /** Other seeds for each commit, so that builds try new lives instead of the same ones. */
    @Test
    void shouldHoldItsInvariantsWhateverHappens() throws Exception {
        holdsItsInvariants(FIRST, SEEDS);
    }

    @Proof("The landing protocol holds its invariants in 100,000 simulated lives")
    @Test
    void shouldHoldItsInvariantsInManyLives() throws Exception {
        holdsItsInvariants(0, MANY);
    }

    /** Lives in which a fault was found once. */
    @ParameterizedTest
    @ValueSource(longs = {463})
    void shouldHoldItsInvariantsWhereItOnceDidNot(long seed) throws Exception {
        holdsItsInvariants(seed, 1);
    }

    private static void holdsItsInvariants(long first, long seeds) throws Exception {
        long began = System.nanoTime();
        Campaign campaign = new Campaign(first, seeds, THREADS);
        campaign.run();
        double seconds = (System.nanoTime() - began) / 1e9;

        System.out.printf("simulated %,d seeds from %d on in %.1f s: %s%n", seeds, first, seconds, campaign.seen());
        campaign.failure().ifPresent(Assertions::fail);
        if (seeds >= ENOUGH) {
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
