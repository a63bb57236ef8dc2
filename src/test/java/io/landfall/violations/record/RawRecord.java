package io.landfall.violations.record;

public record RawRecord(String content) {}
