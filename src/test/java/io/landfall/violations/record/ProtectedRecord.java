package io.landfall.violations.record;

public record ProtectedRecord(String content) {}
