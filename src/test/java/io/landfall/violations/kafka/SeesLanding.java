package io.landfall.violations.kafka;

record SeesLanding(io.landfall.violations.landing.Allowed landing) {}
