package io.landfall.violations.quality.pattern;

record AllowedPattern(com.google.re2j.Pattern pattern) {}
