package io.landfall.simulation;

import java.util.SplittableRandom;

/** All that is random in a run. */
final class Chance {
    private final SplittableRandom random;

    Chance(long seed) {
        // Mixed, since neighbouring seeds begin alike otherwise.
        random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L);
    }

    /** Whether something happens that does so with this probability. */
    boolean of(double probability) {
        return random.nextDouble() < probability;
    }

    /** From zero to below a bound. */
    int below(int bound) {
        return random.nextInt(bound);
    }

    /** Both ends inclusive. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** Mostly short, sometimes long: each tenfold length is as likely. */
    long spread(long least, long most) {
        return Math.round(least * Math.pow((double) most / least, random.nextDouble()));
    }

    @SafeVarargs
    final <T> T oneOf(T... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
