package io.landfall.violations.ops;

record SeesDoctor(io.landfall.violations.doctor.SeesOps doctor) {}
