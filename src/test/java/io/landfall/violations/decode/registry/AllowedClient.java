package io.landfall.violations.decode.registry;

record AllowedClient(java.net.http.HttpClient http) {}
