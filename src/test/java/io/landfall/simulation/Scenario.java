package io.landfall.simulation;

import io.landfall.landing.StreamedUploads;

/**
 * What a seed decides before anything happens. Each kind of trouble is switched off in about half of the runs: where
 * everything happens at once, one trouble hides another.
 *
 * @param exactlyOnce or at least once
 * @param tables of the one topic
 * @param secondTableJoins whether the second table is configured only later, with a restart of all owners
 * @param dedupes whether the tables dedupe
 * @param within the window of dedupe, milliseconds
 * @param owners processes, of one stream thread each
 * @param calm when trouble ends
 * @param commitEvery the commit interval
 * @param timeout how long a commit or an opening waits for the object store
 * @param longestSilence after which the group goes on without a member
 * @param longestTransaction after which the broker aborts
 * @param large whether segments have so many rows that they are uploaded while they grow
 * @param rollAt bytes at which a segment is cut
 * @param storeFaults how often a call to the object store goes wrong
 * @param kafkaFaults how often a commit goes wrong
 * @param slow how often a call to the object store takes long
 */
record Scenario(
        boolean exactlyOnce,
        int partitions,
        int tables,
        boolean secondTableJoins,
        boolean dedupes,
        long within,
        int owners,
        long calm,
        long commitEvery,
        long timeout,
        long longestSilence,
        long longestTransaction,
        boolean large,
        long rollAt,
        double storeFaults,
        double kafkaFaults,
        double slow,
        Troubles troubles) {

    /** From which sizes on segments are uploaded while they grow: small ones, so that it happens. */
    StreamedUploads.Sizes sizes() {
        return large ? new StreamedUploads.Sizes(0, 1, 1) : StreamedUploads.Sizes.DEFAULT;
    }

    /** Which kinds of trouble there are. */
    record Troubles(
            boolean gaps,
            boolean poison,
            boolean evolution,
            boolean crashes,
            boolean stalls,
            boolean rebalances,
            boolean scaling,
            boolean configurations,
            boolean resets,
            boolean retention,
            boolean compaction,
            boolean outages) {

        static Troubles of(Chance chance) {
            return new Troubles(
                    chance.of(0.7),
                    chance.of(0.7),
                    chance.of(0.4),
                    chance.of(0.6),
                    chance.of(0.5),
                    chance.of(0.5),
                    chance.of(0.3),
                    chance.of(0.4),
                    chance.of(0.15),
                    chance.of(0.25),
                    chance.of(0.25),
                    chance.of(0.3));
        }
    }

    static Scenario of(Chance chance) {
        int tables = chance.of(0.3) ? 2 : 1;
        return new Scenario(
                chance.of(0.5),
                chance.of(0.25) ? 2 : 1,
                tables,
                tables == 2 && chance.of(0.3),
                chance.of(0.7),
                chance.spread(1_000, 100_000),
                chance.between(1, 3),
                chance.between(3_000, 10_000),
                chance.spread(500, 6_000),
                chance.oneOf(0L, 1_000L, 10_000L, 180_000L),
                chance.spread(1_500, 10_000),
                chance.spread(2_000, 20_000),
                chance.of(0.1),
                chance.of(0.3) ? 200 : 1 << 20,
                chance.of(0.3) ? 0 : chance.of(0.7) ? 0.1 : 0.4,
                chance.of(0.5) ? 0 : 0.1,
                chance.of(0.5) ? 0.02 : 0.2,
                Troubles.of(chance));
    }
}
