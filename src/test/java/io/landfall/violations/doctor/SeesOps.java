package io.landfall.violations.doctor;

public record SeesOps(io.landfall.violations.ops.AllowedMetrics metrics) {}
