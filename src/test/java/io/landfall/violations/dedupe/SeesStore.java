package io.landfall.violations.dedupe;

record SeesStore(
        io.landfall.violations.dedupe.store.AllowedStore store, org.apache.kafka.streams.processor.StateStore state) {}
