package io.landfall.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation can fail: whatever part of the protocol is left out, it is noticed, by the name of what it breaks. */
class MutantsTest {
    private static final long SEEDS = 500;

    @ParameterizedTest
    @EnumSource(Mutant.class)
    void shouldNotice(Mutant mutant) {
        assertThat(LongStream.range(0, SEEDS)
                        .filter(seed -> isNoticed(seed, mutant))
                        .findFirst())
                .as("the first of %d seeds in which %s violates %s", SEEDS, mutant, mutant.violated())
                .isPresent();
    }

    private static boolean isNoticed(long seed, Mutant mutant) {
        return Simulation.run(seed, mutant).violations().stream()
                .anyMatch(violation -> violation.invariant() == mutant.violated());
    }
}
