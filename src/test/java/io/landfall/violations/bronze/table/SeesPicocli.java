package io.landfall.violations.bronze.table;

record SeesPicocli(picocli.CommandLine line) {}
