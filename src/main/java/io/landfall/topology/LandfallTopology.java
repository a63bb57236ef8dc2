package io.landfall.topology;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.config.yaml.PolicyFingerprint;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.landing.CommitGate;
import io.landfall.landing.LandingListener;
import io.landfall.landing.MemoryBudget;
import io.landfall.landing.SegmentLander;
import io.landfall.landing.ShardOpener;
import io.landfall.landing.ShardWriter;
import io.landfall.landing.Sleeper;
import io.landfall.landing.StreamedUploads;
import io.landfall.landing.store.ObjectStore;
import io.landfall.memory.HeapBudget;
import io.landfall.privacy.KeyRing;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.AutoOffsetReset;
import org.apache.kafka.streams.Topology;

/** Builds the Kafka Streams topologies of a configuration. */
public final class LandfallTopology {
    private final LandfallConfig config;
    private final Dependencies dependencies;
    private final MemoryBudget budget;
    private final ShardOpener opener;
    private final CommitGate gate;

    /**
     * What the topology needs from outside.
     *
     * @param heap the process's
     * @param nonces gives a different text each time, across processes
     * @param uploads runs uploads side by side
     */
    public record Dependencies(
            SchemaRegistry registry,
            KeyRing keys,
            ObjectStore store,
            HeapBudget heap,
            Clock clock,
            Supplier<String> nonces,
            Executor uploads,
            Sleeper pause,
            LandingListener landing,
            PipelineListener pipeline) {}

    public LandfallTopology(LandfallConfig config, Dependencies dependencies) {
        this.config = config;
        this.dependencies = dependencies;
        this.budget = new MemoryBudget(dependencies.heap().segments(), dependencies.landing());
        Duration timeout = config.landing().timeout();
        this.opener = new ShardOpener(
                dependencies.store(), dependencies.landing(), dependencies.clock(), dependencies.pause(), timeout);
        SegmentLander lander = new SegmentLander(
                dependencies.store(), dependencies.landing(), dependencies.clock(), dependencies.pause(), timeout);
        this.gate = new CommitGate(lander, dependencies.uploads());
    }

    /** Where the commits of these topologies have to pass. */
    public CommitGate gate() {
        return gate;
    }

    /**
     * Checks every table's configuration against its newest schema.
     *
     * @return what is wrong, one line a problem; empty if nothing is
     */
    public List<String> problems() {
        List<String> problems = new ArrayList<>();
        for (TableConfig table : config.tables().values()) {
            try {
                stages(table).check();
            } catch (IllegalArgumentException e) {
                problems.add("tables." + table.name() + ": " + e.getMessage());
            }
        }
        return problems;
    }

    /**
     * Tables that run in one Kafka Streams instance, since the commit interval is an instance's.
     *
     * @param application names the instance, its consumer group and its internal topics
     */
    public record Group(String application, Duration rollEvery, List<TableConfig> tables) {}

    /** Which tables run together: those of one {@link LandfallConfig#consumerGroup}. */
    public List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        List<TableConfig> common = new ArrayList<>();
        for (TableConfig table : config.tables().values()) {
            if (table.landing().rollEvery().isPresent()) {
                groups.add(new Group(
                        config.consumerGroup(table), table.landing().rollEvery().get(), List.of(table)));
            } else {
                common.add(table);
            }
        }
        if (!common.isEmpty()) {
            groups.add(0, new Group(config.application(), config.landing().rollEvery(), common));
        }
        return groups;
    }

    /** The topology of these tables: tables of one topic share its source, so that one commit lands them all. */
    public Topology topology(Collection<TableConfig> tables) {
        Topology topology = new Topology();
        Map<String, String> sources = new LinkedHashMap<>();
        for (TableConfig table : tables) {
            String source = sources.computeIfAbsent(table.source().topic(), topic -> {
                String name = topic + "-source";
                topology.addSource(
                        AutoOffsetReset.earliest(),
                        name,
                        // A producer may set any timestamp; a negative one must not stop the pipeline.
                        (record, partitionTime) -> Math.max(0, record.timestamp()),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer(),
                        topic);
                return name;
            });
            new TableTopology(table, stages(table), gate)
                    .addTo(
                            topology,
                            source,
                            config.processing().store(),
                            dependencies.heap().filters(),
                            config.quarantineTopic(),
                            opener,
                            landing(table),
                            dependencies.landing(),
                            dependencies.pipeline().table(table.name()));
        }
        return topology;
    }

    private TableStages stages(TableConfig table) {
        return new TableStages(config, table, dependencies.registry(), dependencies.keys());
    }

    private ShardWriter.Settings landing(TableConfig table) {
        return new ShardWriter.Settings(
                config.landing().rollAt(),
                config.landing().compression(),
                PolicyFingerprint.of(table, config.keys()),
                dependencies.nonces(),
                dependencies.clock(),
                budget,
                new StreamedUploads(dependencies.store(), dependencies.uploads()));
    }
}
