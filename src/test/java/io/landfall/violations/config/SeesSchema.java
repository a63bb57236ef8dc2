package io.landfall.violations.config;

record SeesSchema(io.landfall.violations.config.schema.SeesValues schema) {}
