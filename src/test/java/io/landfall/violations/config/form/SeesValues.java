package io.landfall.violations.config.form;

record SeesValues(io.landfall.violations.config.SettingsUtil values) {}
