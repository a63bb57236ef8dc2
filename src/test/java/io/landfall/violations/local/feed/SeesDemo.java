package io.landfall.violations.local.feed;

record SeesDemo(io.landfall.violations.local.demo.Allowed demo) {}
