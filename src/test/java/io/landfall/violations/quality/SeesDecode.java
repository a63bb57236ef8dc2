package io.landfall.violations.quality;

record SeesDecode(io.landfall.violations.decode.Decoder stage, com.google.re2j.Pattern pattern) {}
