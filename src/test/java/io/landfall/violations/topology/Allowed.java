package io.landfall.violations.topology;

public record Allowed(org.apache.kafka.streams.Topology topology) {}
