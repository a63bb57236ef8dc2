package io.landfall.violations.decode.registry;

record SeesDecode(io.landfall.violations.decode.Decoder decoder) {}
