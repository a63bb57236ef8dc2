package io.landfall.violations.privacy;

record SeesSchema(io.landfall.violations.config.schema.SeesValues schema) {}
