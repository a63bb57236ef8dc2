package io.landfall.violations.local.stack;

record SeesDemo(io.landfall.violations.local.demo.Allowed demo) {}
