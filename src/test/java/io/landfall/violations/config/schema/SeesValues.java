package io.landfall.violations.config.schema;

public record SeesValues(io.landfall.violations.config.SettingsUtil values) {}
