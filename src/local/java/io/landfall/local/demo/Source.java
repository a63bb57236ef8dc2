package io.landfall.local.demo;

import io.landfall.local.feed.Counts;
import io.landfall.local.feed.Feeder;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Where a demo's records come from. */
interface Source {
    /** Names the application, and so its consumer group and state. */
    String application();

    List<TableSpec> tables();

    /**
     * Makes sure that this run can continue the earlier ones in a folder.
     *
     * @throws IllegalArgumentException if those had other records
     */
    default void requireSameAsBefore(StateFolder folder) {}

    /**
     * Produces everything, or until it is told to stop.
     *
     * @param schemaIds the registry's ids of the tables' schemas, by table
     */
    void feed(Feeder feeder, Map<String, Integer> schemaIds, BooleanSupplier stop);

    /** What is in the topics and what has to become of it, by table; exact when {@link #feed} has returned. */
    Map<String, Counts> counts();
}
