package io.landfall.violations.landing.parquet;

record SeesLanding(io.landfall.violations.landing.Allowed landing) {}
