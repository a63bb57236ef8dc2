package io.landfall.violations.config;

public record SettingsUtil(int value) {}
