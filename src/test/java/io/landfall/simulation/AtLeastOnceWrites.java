package io.landfall.simulation;

import io.landfall.landing.segment.Shard;
import io.landfall.simulation.ConsumerGroup.Member;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes that count as soon as they arrive: state is ahead of the offsets, and quarantine may repeat. */
final class AtLeastOnceWrites implements Writes {
    private final World world;
    private final List<Write> sending = new ArrayList<>();

    @SuppressWarnings("ArrayRecordComponent")
    private record Write(Shard shard, byte[] key, Runnable arrival) {}

    AtLeastOnceWrites(World world) {
        this.world = world;
    }

    @Override
    public void begin() {}

    @Override
    public void changelog(Shard shard, byte[] key, byte[] value) {
        send(new Write(shard, key, () -> world.state().set(shard, key, value)));
    }

    @Override
    public void quarantine(Shard shard, long offset) {
        send(new Write(shard, new byte[0], () -> world.state().quarantine(shard, offset)));
    }

    private void send(Write write) {
        sending.add(write);
        if (world.chance().of(0.3)) {
            flush();
        }
    }

    @Override
    public void flush() {
        sending.forEach(write -> write.arrival.run());
        sending.clear();
    }

    @Override
    public void commit(Member member, Map<Integer, Long> offsets) {
        Rpc.travel(world);
        boolean fails = world.chance().of(world.kafkaFaults());
        if (!fails || world.chance().of(0.5)) {
            world.group().check(member);
            world.group().commit(offsets);
        }
        Rpc.travel(world);
        if (fails) {
            throw new TimedOutException("commit");
        }
    }

    /** Some of what was on its way arrives; the files on disk may know more than the changelog, so for each key for itself. */
    @Override
    public void died() {
        List<Write> lost = new ArrayList<>();
        for (Write write : sending) {
            boolean earlierLost = lost.stream()
                    .anyMatch(other -> other.shard.equals(write.shard) && Arrays.equals(other.key, write.key));
            if (earlierLost || world.chance().of(0.5)) {
                lost.add(write);
            } else {
                write.arrival.run();
            }
        }
        sending.clear();
    }
}
