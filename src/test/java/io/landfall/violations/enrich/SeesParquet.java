package io.landfall.violations.enrich;

record SeesParquet(org.apache.parquet.schema.MessageType type) {}
