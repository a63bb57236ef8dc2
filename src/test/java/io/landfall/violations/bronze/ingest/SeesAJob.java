package io.landfall.violations.bronze.ingest;

record SeesAJob(io.landfall.violations.bronze.BronzeJob job) {}
