package io.landfall.config;

import java.time.Duration;
import java.time.LocalTime;

/** When the bronze job ingests a table. */
public sealed interface IngestConfig {
    /** All the time. */
    record Continuous() implements IngestConfig {}

    /** In a fixed rhythm. */
    record Every(Duration interval) implements IngestConfig {}

    /** Once a day, at this time of day in UTC. */
    record Daily(LocalTime at) implements IngestConfig {}

    /** When files arrive. */
    record OnArrival() implements IngestConfig {}
}
