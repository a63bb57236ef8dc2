package io.landfall.violations.ops;

public record AllowedMetrics(io.micrometer.core.instrument.MeterRegistry registry) {}
