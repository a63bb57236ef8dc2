package io.landfall.violations.reconcile;

public record SeesWriters(io.landfall.violations.landing.Allowed landing) {}
