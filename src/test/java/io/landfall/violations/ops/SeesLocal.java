package io.landfall.violations.ops;

record SeesLocal(io.landfall.violations.local.Allowed stack) {}
