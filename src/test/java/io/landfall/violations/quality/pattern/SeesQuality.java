package io.landfall.violations.quality.pattern;

record SeesQuality(io.landfall.violations.quality.Allowed quality) {}
