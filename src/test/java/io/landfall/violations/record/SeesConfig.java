package io.landfall.violations.record;

record SeesConfig(io.landfall.violations.config.SettingsUtil settings) {}
