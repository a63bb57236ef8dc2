package io.landfall.violations.bronze;

/** Breaks no rule. */
record AllowedArguments(picocli.CommandLine line) {}
