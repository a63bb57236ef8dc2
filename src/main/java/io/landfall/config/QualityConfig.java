package io.landfall.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a good record of a table looks like.
 *
 * @param required fields that must have a value; a record without one is quarantined
 * @param allowed field to the values it may have
 * @param patterns field to a named pattern ({@code email}, {@code phone}, …) or a regular expression
 * @param ranges field to its smallest and largest value, both inclusive
 * @param temporal checks of the event time and of time fields
 * @param rules name to the condition that a business rule asks for
 * @param quarantineBelow a record that scores less is quarantined; 0: none is
 */
public record QualityConfig(
        List<String> required,
        Map<String, List<String>> allowed,
        Map<String, String> patterns,
        Map<String, Range> ranges,
        Temporal temporal,
        Map<String, String> rules,
        int quarantineBelow) {

    /** YAML: {@code [0, 10000]}; an end that is {@code null} is open. */
    public record Range(Optional<Double> min, Optional<Double> max) {}

    /**
     * @param maxFuture how far the event time may lie after the record's Kafka timestamp
     * @param maxAge how far it may lie before the record's Kafka timestamp
     * @param order field to the field that it must not be before
     */
    public record Temporal(Optional<Duration> maxFuture, Optional<Duration> maxAge, Map<String, String> order) {}
}
