package io.landfall.violations.landing.segment;

public record SeesConfig(io.landfall.violations.config.SettingsUtil settings) {}
