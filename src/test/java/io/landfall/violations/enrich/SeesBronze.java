package io.landfall.violations.enrich;

record SeesBronze(io.landfall.violations.bronze.SeesLanding bronze) {}
