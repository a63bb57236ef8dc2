package io.landfall.violations.landing.store;

record SeesLanding(io.landfall.violations.landing.Allowed landing) {}
