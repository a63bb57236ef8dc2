package io.landfall.violations.local.demo;

public record Allowed(kafka.server.KafkaRaftServer broker) {}
