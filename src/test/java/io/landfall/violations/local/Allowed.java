package io.landfall.violations.local;

public record Allowed(kafka.server.KafkaRaftServer broker) {}
