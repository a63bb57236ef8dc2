package io.landfall.violations.dedupe.store;

public record AllowedStore(org.apache.kafka.streams.processor.StateStore state) {}
