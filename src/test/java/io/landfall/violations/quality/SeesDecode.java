package io.landfall.violations.quality;

record SeesDecode(io.landfall.violations.decode.Decoder stage) {}
