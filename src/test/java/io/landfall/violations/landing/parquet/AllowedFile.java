package io.landfall.violations.landing.parquet;

record AllowedFile(org.apache.parquet.schema.MessageType type) {}
