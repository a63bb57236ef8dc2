package io.landfall.violations.bronze.audit;

record SeesAJob(io.landfall.violations.bronze.BronzeJob job) {}
