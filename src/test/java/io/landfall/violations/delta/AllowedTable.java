package io.landfall.violations.delta;

record AllowedTable(io.delta.kernel.Table table) {}
