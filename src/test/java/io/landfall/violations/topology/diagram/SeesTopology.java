package io.landfall.violations.topology.diagram;

record SeesTopology(io.landfall.violations.topology.Allowed topology) {}
