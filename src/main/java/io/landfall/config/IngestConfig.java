package io.landfall.config;

import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** When the bronze job ingests a table. */
public sealed interface IngestConfig {
    /** All the time. */
    record Continuous() implements IngestConfig {}

    /** In a fixed rhythm. */
    record Every(Duration interval) implements IngestConfig {
        public Every {
            Require.duration("ingest.every", interval);
        }
    }

    /** Once a day, at this time of day in UTC. */
    record Daily(LocalTime at) implements IngestConfig {
        public Daily {
            Require.that(at.equals(at.truncatedTo(ChronoUnit.MINUTES)), "ingest.daily", "hours and minutes");
        }
    }

    /** When files arrive. */
    record OnArrival() implements IngestConfig {}
}
