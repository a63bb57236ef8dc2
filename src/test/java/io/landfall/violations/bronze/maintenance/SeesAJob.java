package io.landfall.violations.bronze.maintenance;

record SeesAJob(io.landfall.violations.bronze.BronzeJob job) {}
