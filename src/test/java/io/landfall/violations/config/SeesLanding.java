package io.landfall.violations.config;

record SeesLanding(io.landfall.violations.landing.Allowed landing) {}
