package io.landfall.violations.delta;

record SeesLanding(io.landfall.violations.landing.Allowed landing) {}
