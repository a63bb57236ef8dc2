package io.landfall.violations.bronze;

public record SeesLanding(io.landfall.violations.landing.Allowed landing) {}
