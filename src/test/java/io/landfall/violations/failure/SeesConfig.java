package io.landfall.violations.failure;

record SeesConfig(io.landfall.violations.config.SettingsUtil settings) {}
