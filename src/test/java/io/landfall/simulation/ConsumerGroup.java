package io.landfall.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The group's coordinator. A partition moves when its member let go of it, or was silent for too long; who was put out of
 * the group finds out when it comes back, and commits nothing before.
 */
final class ConsumerGroup {
    private final Timeline timeline;
    private final Chance chance;
    private final Trace trace;
    private final long longestSilence;
    private final Consumer<Map<Integer, Long>> onCommit;
    private final List<Member> members = new ArrayList<>();
    private final Member[] holders;
    private final Member[] heirs;
    private final Map<Integer, Long> committed = new TreeMap<>();

    /** Someone whose turn is over: its generation, or its producer's epoch. */
    static final class FencedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        FencedException(String message) {
            super(message);
        }
    }

    /** One life of an owner in the group. */
    static final class Member {
        private final String name;
        private boolean out;
        private long heardOf;

        private Member(String name) {
            this.name = name;
        }
    }

    ConsumerGroup(
            Timeline timeline, Chance chance, Trace trace, Scenario scenario, Consumer<Map<Integer, Long>> onCommit) {
        this.timeline = timeline;
        this.chance = chance;
        this.trace = trace;
        this.longestSilence = scenario.longestSilence();
        this.onCommit = onCommit;
        this.holders = new Member[scenario.partitions()];
        this.heirs = new Member[scenario.partitions()];
    }

    Member join(String name) {
        Member member = new Member(name);
        member.heardOf = timeline.now();
        members.add(member);
        rebalance();
        return member;
    }

    /** Partitions get other holders, perhaps. */
    void rebalance() {
        for (int partition = 0; partition < holders.length; partition++) {
            Member holder = holders[partition];
            boolean stays = holder != null && chance.of(0.5);
            heirs[partition] = members.isEmpty() ? null : stays ? holder : members.get(chance.below(members.size()));
            if (holder == null) {
                holders[partition] = heirs[partition];
            }
        }
    }

    /**
     * A member asks what it holds.
     *
     * @throws FencedException if it was put out
     */
    List<Integer> held(Member member) {
        check(member);
        member.heardOf = timeline.now();
        List<Integer> held = new ArrayList<>();
        for (int partition = 0; partition < holders.length; partition++) {
            if (holders[partition] == member) {
                held.add(partition);
            }
        }
        return held;
    }

    boolean holds(Member member, int partition) {
        return holders[partition] == member;
    }

    /** Whether the member that holds a partition is to let go of it. */
    boolean isTakenFrom(Member member, int partition) {
        return holders[partition] == member && heirs[partition] != member;
    }

    /** A member let go of a partition. */
    void release(Member member, int partition) {
        if (holders[partition] == member) {
            holders[partition] = heirs[partition];
        }
    }

    void leave(Member member) {
        if (!member.out) {
            putOut(member);
            rebalance();
        }
    }

    /** Puts out members that were not heard of. */
    void expire() {
        List<Member> silent = members.stream()
                .filter(member -> member.heardOf + longestSilence < timeline.now())
                .toList();
        silent.forEach(member -> {
            trace.say("group", "goes on without", member.name);
            putOut(member);
        });
        if (!silent.isEmpty()) {
            rebalance();
        }
    }

    /** Everybody is gone. */
    void disband() {
        List.copyOf(members).forEach(this::putOut);
    }

    private void putOut(Member member) {
        member.out = true;
        members.remove(member);
        for (int partition = 0; partition < holders.length; partition++) {
            holders[partition] = holders[partition] == member ? null : holders[partition];
            heirs[partition] = heirs[partition] == member ? holders[partition] : heirs[partition];
        }
    }

    /**
     * @throws FencedException if the member was put out
     */
    void check(Member member) {
        if (member.out) {
            throw new FencedException(member.name + " is not in the group any more");
        }
    }

    /** Takes offsets over, from a member or from a transaction that was checked when they were added to it. */
    void commit(Map<Integer, Long> offsets) {
        committed.putAll(offsets);
        onCommit.accept(offsets);
    }

    /** Somebody moves the group by hand. */
    void reset(int partition, OptionalLong offset) {
        if (offset.isPresent()) {
            committed.put(partition, offset.getAsLong());
        } else {
            committed.remove(partition);
        }
    }

    OptionalLong committed(int partition) {
        Long offset = committed.get(partition);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }
}
