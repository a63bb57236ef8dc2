package io.landfall.simulation;

import io.landfall.config.LandingConfig.Compression;
import io.landfall.dedupe.AcceptedPositions;
import io.landfall.landing.CommitGate;
import io.landfall.landing.LandingListener;
import io.landfall.landing.LandingUnavailableException;
import io.landfall.landing.MemoryBudget;
import io.landfall.landing.SegmentLander;
import io.landfall.landing.ShardLostException;
import io.landfall.landing.ShardOpener;
import io.landfall.landing.ShardOpening;
import io.landfall.landing.ShardRefusedException;
import io.landfall.landing.ShardWriter;
import io.landfall.landing.Sleeper;
import io.landfall.landing.StreamedUploads;
import io.landfall.landing.segment.Shard;
import io.landfall.memory.HeapAccount;
import io.landfall.simulation.ConsumerGroup.FencedException;
import io.landfall.simulation.ConsumerGroup.Member;
import io.landfall.simulation.Timeline.Killed;
import io.landfall.simulation.Writes.TimedOutException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.kafka.common.TopicPartition;

/**
 * A process with one stream thread: polls, processes, and commits through the gate, and answers failures as Kafka Streams
 * and {@code GatedConsumer} and {@code GatedProducer} do.
 */
final class Owner implements Runnable {
    private final World world;
    private final String name;
    private final Configuration configuration;
    private final Writes writes;
    private final StoreClient store;
    private final ShardOpener opener;
    private final CommitGate gate;
    private final Clock clock;
    private final Map<Integer, Task> tasks = new TreeMap<>();
    /** Where the consumer is in partitions that it kept while their tasks were closed. */
    private final Map<Integer, Long> kept = new TreeMap<>();

    private final Refusals refusals;
    private final Deque<Runnable> beside = new ArrayDeque<>();
    private Member member;
    private boolean stopping;
    private boolean commitAsked;
    private long nextCommit;
    /** Where consumption begins or goes on, by what was last asked for. */
    private long beginning;

    private long logStart;

    /** Hears that an owner refuses to go on. */
    @FunctionalInterface
    interface Refusals {
        void refused(Owner owner, Shard shard, String message);
    }

    /**
     * Prepares an owner.
     *
     * @param place its place among the owners, which outlives it: the transactional id
     */
    Owner(World world, String place, int life, Refusals refusals) {
        this.world = world;
        this.name = place + life;
        this.configuration = world.configuration();
        this.refusals = refusals;
        this.clock = new VirtualClock(world.timeline(), world.chance().between(-2_000, 2_000));
        this.writes =
                world.scenario().exactlyOnce() ? new ExactlyOnceWrites(world, place) : new AtLeastOnceWrites(world);
        this.store = new StoreClient(world, name, world.wiring().store(world.area()));
        Sleeper sleeper = duration -> world.timeline().sleep(duration.toMillis());
        Duration timeout = Duration.ofMillis(world.scenario().timeout());
        this.opener = new ShardOpener(store, LandingListener.NONE, clock, sleeper, timeout);
        this.gate = new CommitGate(new SegmentLander(store, new Listener(), clock, sleeper, timeout), Runnable::run);
    }

    String name() {
        return name;
    }

    /** Lands and commits what is open, then ends. */
    void stop() {
        stopping = true;
    }

    /** The process. */
    @Override
    public void run() {
        gate.attach(new Offsets());
        gate.attachWrites(() -> writes.flush());
        try {
            restart();
            while (!stopping) {
                attempt(this::work);
            }
            attempt(this::closeInOrder);
        } catch (Killed e) {
            writes.died();
            throw e;
        } finally {
            // Its thread will be another owner's.
            closeAll();
            gate.attach(null);
        }
    }

    /** Does something, and what Kafka Streams does when that fails. */
    private void attempt(Runnable what) {
        try {
            what.run();
        } catch (RuntimeException e) {
            world.timeline().checkAlive();
            recover(e);
        }
    }

    private void recover(RuntimeException failure) {
        world.say(name, failure);
        if (failure instanceof ShardRefusedException) {
            lose();
            stopping = true;
        } else if (failure instanceof FencedException || failure instanceof ShardLostException) {
            world.saw(failure instanceof FencedException ? Seen.COMMITS_REFUSED : Seen.SHARDS_LOST);
            lose();
            restart();
        } else if (failure instanceof LandingUnavailableException || failure instanceof TimedOutException) {
            // While a shard was opened: the thread ends and is replaced.
            lose();
            world.timeline().sleep(1_000);
            restart();
        } else {
            world.violated(Invariant.PROGRESS, "%s failed unforeseen: %s".formatted(name, failure));
            lose();
            stopping = true;
        }
    }

    /** Lets go of everything as it is. */
    private void lose() {
        closeAll();
        if (member != null) {
            world.group().leave(member);
            member = null;
        }
        kept.clear();
    }

    private void closeAll() {
        tasks.values().forEach(Task::close);
        tasks.clear();
        commitAsked = false;
    }

    private void restart() {
        writes.begin();
        nextCommit = world.timeline().now() + world.scenario().commitEvery();
    }

    private void work() {
        if (member == null) {
            member = world.group().join(name);
        }
        List<Integer> held = world.group().held(member);
        List<Integer> released = letGo(held);
        for (int partition : held) {
            if (!tasks.containsKey(partition) && !released.contains(partition)) {
                open(partition);
            }
        }
        for (Task task : tasks.values()) {
            task.fetch();
            task.process(world.chance().below(world.scenario().large() ? 200 : 8));
            commitAsked |= task.lanes().stream().anyMatch(lane -> lane.writer().wantsCommit())
                    || world.chance().of(0.02);
        }
        sendParts();
        if (commitAsked || world.timeline().now() >= nextCommit) {
            commitOrRestart(tasks.values());
        }
        world.timeline().sleep(world.chance().between(20, 500));
    }

    /** The group asks for partitions back: commit, close, release. */
    private List<Integer> letGo(List<Integer> held) {
        List<Integer> asked = held.stream()
                .filter(partition -> world.group().isTakenFrom(member, partition))
                .toList();
        List<Task> affected = tasks.values().stream()
                .filter(task -> world.scenario().exactlyOnce() || asked.contains(task.partition()))
                .toList();
        if (asked.stream().anyMatch(tasks::containsKey)) {
            commitOrRestart(affected);
        }
        for (int partition : asked) {
            Task task = tasks.remove(partition);
            if (task != null) {
                task.close();
            }
            world.group().release(member, partition);
            kept.remove(partition);
        }
        return asked;
    }

    private void closeInOrder() {
        if (member != null) {
            commitOrRestart(tasks.values());
            lose();
        }
    }

    private void commitOrRestart(Collection<Task> committing) {
        commitAsked = false;
        nextCommit = world.timeline().now() + world.scenario().commitEvery();
        try {
            commit(committing);
        } catch (LandingUnavailableException | TimedOutException e) {
            world.timeline().checkAlive();
            world.say(name, e);
            world.saw(
                    e instanceof TimedOutException
                            ? Seen.COMMITS_OF_UNKNOWN_OUTCOME
                            : Seen.COMMITS_THAT_GAVE_UP_ON_THE_STORE);
            if (world.scenario().exactlyOnce()) {
                tasks.values().forEach(task -> kept.put(task.partition(), task.position()));
                closeAll();
                restart();
            } else {
                nextCommit = world.timeline().now();
            }
        }
    }

    private void commit(Collection<Task> committing) {
        Map<TopicPartition, Long> offsets = new LinkedHashMap<>();
        Map<Integer, Long> byPartition = new TreeMap<>();
        for (Task task : committing) {
            if (task.needsCommit()) {
                offsets.put(task.topicPartition(), task.committable());
                byPartition.put(task.partition(), task.committable());
            }
        }
        if (offsets.isEmpty()) {
            return;
        }
        world.say(name, "is about to commit", byPartition);
        writes.flush();
        Collection<Task> landing = List.copyOf(committing);
        world.wiring().commit(gate, offsets, () -> {
            landing.forEach(this::landed);
            writes.commit(member, byPartition);
        });
        landing.stream()
                .filter(task -> byPartition.containsKey(task.partition()))
                .forEach(task -> task.committed(byPartition.get(task.partition())));
    }

    private void landed(Task task) {
        task.lanes().forEach(lane -> lane.tenure().batchLanded().ifPresent(world::violated));
    }

    /**
     * As Kafka Streams does it: first where to read on, then the state, then the processors. After a commit that failed it may
     * forget the first.
     */
    private void open(int partition) {
        Task task = new Task(world, partition, gate);
        tasks.put(partition, task);
        OptionalLong committed = gate.offsets().committed(task.topicPartition());
        if (committed.isPresent()) {
            task.seek(committed.getAsLong());
        } else {
            task.seekToBeginning(0);
        }
        Long position = kept.remove(partition);
        if (position != null && world.chance().of(0.5)) {
            world.saw(Seen.TASKS_OPENED_WITHOUT_GOING_BACK);
            task.goOnAt(position);
        }
        Map<Shard, AcceptedPositions> stores = new LinkedHashMap<>();
        for (String table : configuration.tables()) {
            Shard shard = Configuration.shard(table, partition);
            stores.put(
                    shard,
                    world.state()
                            .restore(
                                    shard,
                                    configuration.within(),
                                    (key, value) -> writes.changelog(shard, key, value)));
            Rpc.travel(world);
        }
        stores.forEach((shard, store) -> {
            if (!task.lanes().isEmpty() && world.chance().of(0.02)) {
                world.saw(Seen.TASKS_OPENED_IN_PART);
                task.leave();
                throw new TimedOutException("committed offsets");
            }
            task.add(open(shard, store));
        });
    }

    private Lane open(Shard shard, AcceptedPositions state) {
        ShardOpening opening = openOrTell(shard);
        Tenure tenure =
                world.opened(name, shard, beginning, logStart, world.group().holds(member, shard.partition()));
        world.saw(opening.ahead().isEmpty() ? Seen.OPENINGS : Seen.OPENINGS_THAT_ADOPTED);
        world.say(name, "goes on at", opening.committed(), "tip", opening.tip(), "in", tenure);
        int schema = world.topic().newestSchema();
        ShardWriter writer = new ShardWriter(
                world.wiring().opening(opening, offset -> world.topic().firstFrom(shard.partition(), offset)),
                Lane.landedSchema(schema),
                new ShardWriter.Settings(
                        world.scenario().rollAt(),
                        Compression.NONE,
                        configuration.fingerprint(),
                        tenure::nextNonce,
                        clock,
                        new MemoryBudget(new HeapAccount(Long.MAX_VALUE), LandingListener.NONE),
                        new StreamedUploads(store, beside::add, world.scenario().sizes())));
        gate.register(writer);
        return new Lane(world, configuration, writes, gate, writer, tenure, state, schema);
    }

    /** Parts of large segments leave between other things, or not before the commit. */
    private void sendParts() {
        while (!beside.isEmpty() && world.chance().of(0.7)) {
            beside.remove().run();
        }
    }

    private ShardOpening openOrTell(Shard shard) {
        try {
            return opener.open(shard, gate.offsets());
        } catch (ShardRefusedException e) {
            refusals.refused(this, shard, e.getMessage());
            throw e;
        }
    }

    /** What a gated consumer tells. */
    private final class Offsets implements CommitGate.GroupOffsets {
        @Override
        public OptionalLong committed(TopicPartition partition) {
            Rpc.travel(world);
            long timeout = world.timeline().now() + 60_000;
            boolean waited = false;
            while (world.transactions().isPending(partition.partition())) {
                waited = true;
                if (world.timeline().now() > timeout) {
                    throw new TimedOutException("committed offsets");
                }
                world.timeline().sleep(100);
            }
            if (waited) {
                world.saw(Seen.OPENINGS_THAT_WAITED_FOR_A_TRANSACTION);
            }
            OptionalLong committed = world.group().committed(partition.partition());
            beginning = committed.orElse(0);
            Rpc.travel(world);
            return committed;
        }

        @Override
        public long logStart(TopicPartition partition) {
            Rpc.travel(world);
            logStart = world.topic().partition(partition.partition()).start();
            return logStart;
        }

        @Override
        public void seekTo(TopicPartition partition, long offset) {
            Task task = tasks.get(partition.partition());
            if (world.wiring().readsOnFromWhereItShould() && task.position() > offset) {
                task.goOnAt(offset);
            }
        }
    }

    /** A writer that stops must have had a reason. */
    private final class Listener implements LandingListener {
        @Override
        public void shardLost(Shard shard) {
            Tenure tenure = tasks.values().stream()
                    .flatMap(task -> task.lanes().stream())
                    .filter(lane -> lane.shard().equals(shard))
                    .findFirst()
                    .orElseThrow()
                    .tenure();
            if (world.area().nonce(store.lastPath()).filter(tenure::wrote).isPresent()) {
                world.violated(
                        Invariant.FENCING,
                        "%s stops for %s, which it wrote itself".formatted(tenure, store.lastPath()));
            }
        }
    }
}
