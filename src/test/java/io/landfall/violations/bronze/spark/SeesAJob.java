package io.landfall.violations.bronze.spark;

record SeesAJob(io.landfall.violations.bronze.BronzeJob job) {}
