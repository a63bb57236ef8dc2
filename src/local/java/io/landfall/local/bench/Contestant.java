package io.landfall.local.bench;

/** Something that lands a topic, and can be measured doing it. */
@FunctionalInterface
interface Contestant {
    /**
     * Does it, in a process of its own, and returns when that has ended.
     *
     * @return what it has written
     * @throws BenchException if it failed
     */
    Output run(ContestantRun run);
}
