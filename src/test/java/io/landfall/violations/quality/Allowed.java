package io.landfall.violations.quality;

public record Allowed() {}
