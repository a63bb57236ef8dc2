package io.landfall.violations.memory;

record SeesConfig(io.landfall.violations.config.SettingsUtil settings) {}
