package io.landfall.simulation;

import io.landfall.landing.segment.Shard;
import io.landfall.simulation.Timeline.Fiber;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** What happens to the owners, the group and the topic, and when; after that, calm, in which all must go on. */
final class Chaos {
    private static final long TICK = 250;
    private static final long LONGEST_RECOVERY = 400_000;

    private final World world;
    private final Timeline timeline;
    private final Chance chance;
    private final Scenario scenario;
    private final List<Place> places = new ArrayList<>();
    /** The service is stopped for some work by hand. */
    private boolean down;

    private boolean resting;

    /** Where an owner runs; when it dies, another one takes its place. */
    private static final class Place {
        private final String name;
        private int lives;
        private Owner owner;
        private Fiber fiber;
        /** Somebody else was started in its place, although it lived. */
        private boolean replaced;

        private Place(String name) {
            this.name = name;
        }

        private boolean isAlive() {
            return fiber != null && !fiber.isFinished();
        }
    }

    Chaos(World world) {
        this.world = world;
        this.timeline = world.timeline();
        this.chance = world.chance();
        this.scenario = world.scenario();
    }

    /** Decides what will happen, and lets it happen. */
    void unfold() {
        for (int i = 0; i < scenario.owners(); i++) {
            Place place = new Place(nextName());
            places.add(place);
            timeline.after(chance.between(0, 2_000), () -> start(place));
        }
        for (int partition = 0; partition < scenario.partitions(); partition++) {
            int number = partition;
            sometimes(chance.between(3, 8), () -> world.topic()
                    .produce(number, chance.between(1, scenario.large() ? 200 : 8)));
        }
        troubles();
        if (scenario.secondTableJoins()) {
            timeline.after(chance.between(1_000, (int) scenario.calm()), this::joinSecondTable);
        }
        timeline.after(scenario.calm(), this::calm);
        timeline.after(TICK, this::tick);
        timeline.run();
    }

    private void troubles() {
        Scenario.Troubles troubles = scenario.troubles();
        several(troubles.crashes(), () -> crash(anyPlace()));
        several(troubles.stalls(), () -> stall(anyPlace()));
        several(troubles.rebalances(), () -> {
            world.saw(Seen.REBALANCES);
            world.group().rebalance();
        });
        several(troubles.scaling(), () -> scale(anyPlace()));
        several(troubles.configurations(), () -> {
            world.configure(world.configuration().next(chance));
            crash(anyPlace());
        });
        several(troubles.retention(), () -> {
            int partition = chance.below(scenario.partitions());
            world.say("topic", partition, "now starts at", world.topic().retain(partition));
        });
        several(troubles.compaction(), () -> world.topic().compact(chance.below(scenario.partitions())));
        several(troubles.outages(), () -> world.storeIsAwayFor(chance.spread(100, 10_000)));
        if (troubles.resets()) {
            sometimes(1, this::reset);
        }
    }

    private void several(boolean enabled, Runnable trouble) {
        if (enabled) {
            sometimes(chance.between(1, 3), trouble);
        }
    }

    private void sometimes(int times, Runnable action) {
        for (int i = 0; i < times; i++) {
            timeline.after(chance.below((int) scenario.calm()), action);
        }
    }

    private Place anyPlace() {
        return places.get(chance.below(places.size()));
    }

    private void start(Place place) {
        if (!down && !place.replaced && !place.isAlive()) {
            place.lives++;
            place.owner = new Owner(world, place.name, place.lives, this::refused);
            world.say(
                    place.owner.name(),
                    "starts with configuration",
                    world.configuration().version());
            place.fiber = timeline.start(place.owner);
            if (place.lives > 1 && world.configuration().version() > 1) {
                world.saw(Seen.RESTARTS_WITH_ANOTHER_CONFIGURATION);
            }
        }
    }

    private void crash(Place place) {
        kill(place);
        timeline.after(chance.spread(10, 5_000), () -> start(place));
    }

    private void kill(Place place) {
        if (place.isAlive()) {
            world.saw(Seen.CRASHES);
            world.say(place.owner.name(), "dies");
            timeline.kill(place.fiber);
        }
    }

    private void stall(Place place) {
        if (place.isAlive()) {
            long duration = chance.spread(100, 30_000);
            world.saw(Seen.STALLS);
            world.say(place.owner.name(), "stalls for", duration, "ms");
            timeline.stall(place.fiber, duration);
            if (chance.of(0.2)) {
                timeline.after(chance.spread(10, duration), () -> replace(place));
            }
        }
    }

    /** Somebody takes it for dead. */
    private void replace(Place place) {
        if (place.isAlive() && !place.replaced && !down) {
            world.saw(Seen.REPLACED_ALTHOUGH_ALIVE);
            place.replaced = true;
            Place another = new Place(place.name);
            another.lives = place.lives;
            places.add(another);
            start(another);
        }
    }

    /** One more owner, or one less for a while. */
    private void scale(Place place) {
        if (chance.of(0.5)) {
            Place another = new Place(nextName());
            places.add(another);
            start(another);
        } else if (place.isAlive()) {
            world.say(place.owner.name(), "is asked to stop");
            place.owner.stop();
        }
    }

    private String nextName() {
        return String.valueOf((char) ('a' + places.size()));
    }

    private void shutDown() {
        down = true;
        places.forEach(this::kill);
        world.group().disband();
    }

    private void startAgain() {
        down = false;
        places.forEach(this::start);
    }

    /** Does something when the service is down and nothing is on its way any more, then starts the service again. */
    private void whileDown(Runnable work) {
        shutDown();
        whenSettled(() -> {
            work.run();
            startAgain();
        });
    }

    private void whenSettled(Runnable work) {
        timeline.after(TICK, () -> {
            if (world.isSettled() && places.stream().noneMatch(Place::isAlive)) {
                work.run();
            } else {
                whenSettled(work);
            }
        });
    }

    private void joinSecondTable() {
        if (!down) {
            whileDown(() -> {
                world.saw(Seen.TABLES_THAT_JOINED);
                world.configure(world.configuration().withSecondTable());
            });
        }
    }

    /** Somebody moves the group by hand. */
    private void reset() {
        if (!down) {
            whileDown(() -> {
                for (int partition = 0; partition < scenario.partitions(); partition++) {
                    reset(partition);
                }
            });
        }
    }

    private void reset(int partition) {
        SourceTopic.Partition log = world.topic().partition(partition);
        OptionalLong target = chance.of(0.3)
                ? OptionalLong.empty()
                : OptionalLong.of(
                        chance.of(0.7) ? chance.below((int) log.end() + 1) : chance.oneOf(log.start(), log.end()));
        if (world.area().isEmpty(partition)) {
            return;
        }
        world.saw(Seen.GROUP_RESETS);
        world.say("group", "is moved by hand:", partition, "from", world.group().committed(partition), "to", target);
        world.groupWasReset(partition);
        world.group().reset(partition, target);
    }

    /** Somebody reads the log and sets the group's offset to where it was. */
    private void refused(Owner owner, Shard shard, String message) {
        if (!world.isMoved(shard.partition())) {
            world.violated(Invariant.PROGRESS, "%s refuses without a cause: %s".formatted(owner.name(), message));
            timeline.stop();
        } else if (!down) {
            world.saw(Seen.GROUP_RESETS_REFUSED);
            whileDown(() -> {
                world.say("group", "is moved back");
                world.undoReset(shard.partition());
            });
        }
    }

    /** No more troubles; who stands still wakes up, and who is gone comes back. */
    private void calm() {
        world.say("world", "calms down");
        world.calmDown();
        for (Place place : places) {
            if (place.isAlive()) {
                timeline.after(chance.below(3_000), () -> timeline.rouse(place.fiber));
            }
        }
    }

    private void tick() {
        world.group().expire();
        world.transactions().expire();
        if (world.isCalm() && !down) {
            places.forEach(this::start);
            if (resting) {
                timeline.stop();
                return;
            }
            resting = isDone();
            if (timeline.now() > scenario.calm() + LONGEST_RECOVERY) {
                world.violated(Invariant.PROGRESS, "records are left at %d ms".formatted(timeline.now()));
                timeline.stop();
            }
        }
        timeline.after(resting ? 4_000 : TICK, this::tick);
    }

    private boolean isDone() {
        for (int partition = 0; partition < scenario.partitions(); partition++) {
            long committed = world.group().committed(partition).orElse(0);
            if (!world.topic().partition(partition).readable(committed, 1).isEmpty()) {
                return false;
            }
        }
        return world.isSettled();
    }
}
