package io.landfall.simulation;

import io.landfall.landing.segment.Shard;
import io.landfall.simulation.ConsumerGroup.Member;
import java.util.Map;

/** Writes that count when their transaction commits, together with the offsets, or never. */
final class ExactlyOnceWrites implements Writes {
    private final World world;
    private final String id;
    private int epoch;

    /**
     * @param id the transactional id, which whoever takes this one's place uses too
     */
    ExactlyOnceWrites(World world, String id) {
        this.world = world;
        this.id = id;
    }

    @Override
    public void begin() {
        awaitEnd();
        epoch = world.transactions().begin(id);
    }

    private void awaitEnd() {
        while (world.transactions().isEnding(id)) {
            world.timeline().sleep(50);
        }
    }

    @Override
    public void changelog(Shard shard, byte[] key, byte[] value) {
        world.transactions().write(id, epoch, () -> world.state().set(shard, key, value));
    }

    @Override
    public void quarantine(Shard shard, long offset) {
        world.transactions().write(id, epoch, () -> world.state().quarantine(shard, offset));
    }

    @Override
    public void flush() {}

    @Override
    public void commit(Member member, Map<Integer, Long> offsets) {
        Rpc.travel(world);
        awaitEnd();
        world.group().check(member);
        world.transactions().add(id, epoch, offsets);
        Rpc.travel(world);
        boolean fails = world.chance().of(world.kafkaFaults());
        if (!fails || world.chance().of(0.3)) {
            long delay = world.chance().of(0.2) ? world.chance().spread(1, 2_000) : 0;
            world.transactions().commit(id, epoch, delay);
        } else if (world.chance().of(0.5)) {
            world.transactions().commitLater(id, epoch, world.chance().spread(1, 5_000));
        }
        Rpc.travel(world);
        if (fails) {
            throw new TimedOutException("end of the transaction");
        }
    }

    @Override
    public void died() {}
}
