package io.landfall.violations.privacy;

record SeesDecode(io.landfall.violations.decode.Decoder stage) {}
