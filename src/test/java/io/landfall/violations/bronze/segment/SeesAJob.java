package io.landfall.violations.bronze.segment;

record SeesAJob(io.landfall.violations.bronze.BronzeJob job) {}
