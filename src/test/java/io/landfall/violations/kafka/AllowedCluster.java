package io.landfall.violations.kafka;

record AllowedCluster(org.apache.kafka.clients.admin.Admin client) {}
