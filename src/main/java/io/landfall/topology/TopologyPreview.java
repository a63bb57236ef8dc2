package io.landfall.topology;

import io.landfall.config.LandfallConfig;
import io.landfall.landing.LandingListener;
import io.landfall.landing.Sleeper;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.memory.HeapBudget;
import io.landfall.privacy.KeyRing;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.streams.TopologyDescription;

/** The topology of a configuration, to be looked at: nothing is connected, no secret is resolved. */
public final class TopologyPreview {
    private TopologyPreview() {}

    /** All tables in one topology, also those that run in a Kafka Streams instance of their own. */
    public static TopologyDescription of(LandfallConfig config) {
        LandfallTopology topology = new LandfallTopology(
                config,
                new LandfallTopology.Dependencies(
                        new NoRegistry(),
                        KeyRing.none(),
                        new LocalObjectStore(Path.of("")),
                        HeapBudget.of(0, config.landing().memory()),
                        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
                        () -> "",
                        Runnable::run,
                        Sleeper.REAL,
                        LandingListener.NONE,
                        PipelineListener.NONE));
        return topology.topology(config.tables().values()).describe();
    }
}
