package io.landfall.violations.bronze.table;

record SeesAJob(io.landfall.violations.bronze.BronzeJob job) {}
