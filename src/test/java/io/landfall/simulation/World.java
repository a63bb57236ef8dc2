package io.landfall.simulation;

import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import io.landfall.simulation.Invariant.Violation;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** All there is outside the owners, and what is known of them. */
final class World implements AutoCloseable {
    private final Timeline timeline = new Timeline();
    private final Chance chance;
    private final Trace trace;
    private final Scenario scenario;
    private final Wiring wiring;
    private final SourceTopic topic;
    private final ConsumerGroup group;
    private final Transactions transactions;
    private final LandingArea area = new LandingArea();
    private final DurableState state = new DurableState();
    private final List<Tenure> tenures = new ArrayList<>();
    private final Map<String, Set<Long>> beginnings = new TreeMap<>();
    private final Map<Integer, Configuration> configurations = new TreeMap<>();
    private final List<Violation> violations = new ArrayList<>();
    private final Map<Seen, Long> seen = new EnumMap<>(Seen.class);
    private Configuration configuration;
    private boolean calm;
    /** Where the group was before somebody moved it, until it goes on from where it was moved to. */
    private final Map<Integer, OptionalLong> resets = new TreeMap<>();

    private boolean groupWasReset;
    private boolean stateIsStale;
    private long storeAwayUntil;
    private int writesUnderWay;

    World(long seed, Wiring wiring, boolean traced) {
        this.chance = new Chance(seed);
        this.wiring = wiring;
        this.scenario = Scenario.of(chance);
        this.trace = new Trace(traced, timeline);
        this.topic = new SourceTopic(chance, timeline, scenario);
        this.group = new ConsumerGroup(timeline, chance, trace, scenario, this::committed);
        this.transactions = new Transactions(timeline, group, scenario, this::transactionAborted);
        configure(Configuration.first(scenario, chance));
    }

    Timeline timeline() {
        return timeline;
    }

    Chance chance() {
        return chance;
    }

    void say(String who, Object... what) {
        trace.say(who, what);
    }

    List<String> trace() {
        return trace.lines();
    }

    Scenario scenario() {
        return scenario;
    }

    Wiring wiring() {
        return wiring;
    }

    SourceTopic topic() {
        return topic;
    }

    ConsumerGroup group() {
        return group;
    }

    Transactions transactions() {
        return transactions;
    }

    LandingArea area() {
        return area;
    }

    DurableState state() {
        return state;
    }

    Configuration configuration() {
        return configuration;
    }

    /** What owners that start from now on are configured to do. */
    void configure(Configuration newer) {
        configuration = newer;
        configurations.put(newer.version(), newer);
    }

    /** All configurations there were. */
    List<Configuration> configurations() {
        return List.copyOf(configurations.values());
    }

    boolean isCalm() {
        return calm;
    }

    /** From now on everything works. */
    void calmDown() {
        calm = true;
        storeAwayUntil = 0;
    }

    double storeFaults() {
        return calm ? 0 : scenario.storeFaults();
    }

    double kafkaFaults() {
        return calm ? 0 : scenario.kafkaFaults();
    }

    double slowness() {
        return calm ? 0 : scenario.slow();
    }

    boolean isStoreAway() {
        return timeline.now() < storeAwayUntil;
    }

    void storeIsAwayFor(long duration) {
        storeAwayUntil = timeline.now() + duration;
    }

    /** Somebody is about to move the group by hand. */
    void groupWasReset(int partition) {
        groupWasReset = true;
        resets.putIfAbsent(partition, group.committed(partition));
    }

    boolean wasGroupReset() {
        return groupWasReset;
    }

    /** Whether there is something to undo. */
    boolean isMoved(int partition) {
        return resets.containsKey(partition);
    }

    void undoReset(int partition) {
        group.reset(partition, resets.remove(partition));
    }

    /** Somebody who lost a shard writes its state. */
    void supersededWrites() {
        stateIsStale |= !scenario.exactlyOnce();
    }

    /** Whether state may be older than the offsets: nothing but a transaction keeps old state from going over new. */
    boolean mayStateBeStale() {
        return stateIsStale;
    }

    /** A write is on its way although nobody waits for it. */
    void writeLater(long delay, Runnable write) {
        writesUnderWay++;
        timeline.after(delay, () -> {
            writesUnderWay--;
            write.run();
        });
    }

    /** Whether nothing is on its way to the object store or in Kafka. */
    boolean isSettled() {
        return writesUnderWay == 0 && !transactions.isAnyPending();
    }

    void saw(Seen what) {
        saw(what, 1);
    }

    void saw(Seen what, long times) {
        seen.merge(what, times, Long::sum);
    }

    Map<Seen, Long> seen() {
        return seen;
    }

    void violated(Invariant invariant, String message) {
        violated(new Violation(invariant, message));
    }

    void violated(Violation violation) {
        trace.say("!!!", violation);
        violations.add(violation);
    }

    List<Violation> violations() {
        return violations;
    }

    /**
     * A writer opens a shard: those who have it open have lost it, whether they know or not; or it is itself one that was
     * put out and does not know.
     */
    Tenure opened(String owner, Shard shard, long beginning, long logStart, boolean rightful) {
        Tenure tenure = new Tenure(tenures.size(), owner, shard, logStart);
        if (rightful) {
            tenures.stream()
                    .filter(other -> other.shard().equals(shard) && !other.isClosed())
                    .forEach(Tenure::superseded);
        } else {
            tenure.superseded();
        }
        tenures.add(tenure);
        beginnings.computeIfAbsent(shard.prefix(), any -> new TreeSet<>()).add(beginning);
        return tenure;
    }

    /** Who wrote what has this nonce. */
    Tenure writer(String nonce) {
        return tenures.get(Tenure.numberOf(nonce));
    }

    /** Whether consumption of a shard may have begun at an offset. */
    boolean isBeginning(Shard shard, long offset) {
        return beginnings.getOrDefault(shard.prefix(), Set.of()).contains(offset);
    }

    /** An object was made. */
    void landed(Map<String, String> metadata) {
        Tenure tenure = writer(SegmentFooter.nonceOf(metadata));
        if (tenure.isSuperseded()) {
            saw(Seen.SEGMENTS_OF_SUPERSEDED_OWNERS);
        }
        if (!metadata.containsKey("landfall-end")) {
            saw(Seen.SEGMENTS_IN_PARTS);
        }
        tenure.landed();
    }

    private void transactionAborted(String id) {
        saw(Seen.TRANSACTIONS_ABORTED);
        trace.say("kafka", "aborts the transaction of", id);
    }

    /** Kafka committed: at this moment all below must have landed. */
    private void committed(Map<Integer, Long> offsets) {
        saw(Seen.COMMITS);
        trace.say("kafka", "commits", offsets);
        resets.keySet().removeAll(offsets.keySet());
        offsets.forEach((partition, offset) -> configuration.tables().forEach(table -> {
            Shard shard = Configuration.shard(table, partition);
            Optional<Long> end = area.endOfLastBelow(shard, offset);
            if (end.isPresent() ? end.get() < offset : !isBeginning(shard, offset)) {
                violated(
                        Invariant.NO_LOSS,
                        "%s was committed at %d, landed are offsets up to %s"
                                .formatted(
                                        shard, offset, end.map(Object::toString).orElse("none")));
            }
        }));
    }

    @Override
    public void close() {
        timeline.close();
    }
}
