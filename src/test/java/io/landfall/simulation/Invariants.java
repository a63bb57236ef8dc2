package io.landfall.simulation;

import io.landfall.dedupe.ReferenceDedupe;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks, when a run is over, what must hold whatever happened in it. What Kafka commits is checked when it does. */
final class Invariants {
    private final World world;

    Invariants(World world) {
        this.world = world;
    }

    void check() {
        for (String path : world.area().paths()) {
            if (world.area().isChanged(path)) {
                world.violated(Invariant.IMMUTABILITY, "the bytes of %s changed".formatted(path));
            }
        }
        for (String table : world.configuration().tables()) {
            for (int partition = 0; partition < world.scenario().partitions(); partition++) {
                Shard shard = Configuration.shard(table, partition);
                List<Landed> chain = world.area().list(shard.prefix(), "", Integer.MAX_VALUE).stream()
                        .map(path -> Landed.read(world, path))
                        .toList();
                checkChain(shard, chain);
                checkRows(shard, chain);
                chain.forEach(this::checkLedger);
                checkDuplicates(shard, chain);
                checkQuarantine(shard, chain);
            }
        }
    }

    private void checkChain(Shard shard, List<Landed> chain) {
        if (!chain.isEmpty() && !world.isBeginning(shard, chain.get(0).start())) {
            world.violated(
                    Invariant.NO_LOSS,
                    "%s begins at %d".formatted(shard, chain.get(0).start()));
        }
        for (int i = 1; i < chain.size(); i++) {
            SegmentFooter before = chain.get(i - 1).footer();
            long start = chain.get(i).start();
            if (start > before.end()) {
                world.violated(
                        Invariant.NO_LOSS,
                        "after %s, offsets from %d to %d are missing".formatted(before.key(), before.end(), start));
            } else if (start < before.end()) {
                world.violated(
                        Invariant.NO_DUPLICATES, "%s and the segment at %d overlap".formatted(before.key(), start));
            }
            if (!before.schemaFingerprint().equals(chain.get(i).footer().schemaFingerprint())) {
                world.saw(Seen.SEGMENTS_CUT_BY_A_SCHEMA);
            }
        }
    }

    private void checkRows(Shard shard, List<Landed> chain) {
        Set<Long> positions = new HashSet<>();
        for (Landed segment : chain) {
            world.saw(Seen.SEGMENTS);
            if (segment.rows().isEmpty()) {
                world.saw(Seen.SEGMENTS_WITHOUT_ROWS);
            }
            for (long offset : segment.rows()) {
                if (!positions.add(offset) || !segment.covers(offset)) {
                    world.violated(
                            Invariant.NO_DUPLICATES,
                            "%s: %d landed twice, or in the wrong segment".formatted(shard, offset));
                }
            }
        }
    }

    /** Each record of the range was read, or had gone before; each is what the configuration of then makes of it. */
    private void checkLedger(Landed segment) {
        SegmentFooter footer = segment.footer();
        Ledger ledger = footer.ledger();
        SourceTopic.Partition log = world.topic().partition(footer.key().shard().partition());
        Configuration configuration = world.configurations().stream()
                .filter(candidate -> candidate.fingerprint().equals(footer.policyFingerprint()))
                .findFirst()
                .orElseThrow();
        List<Message> range = segment.range(log);
        long certain = range.stream()
                .filter(message -> !log.isCompacted(message.offset()))
                .count();
        if (ledger.read() + ledger.expired() < certain || ledger.read() > range.size()) {
            world.violated(
                    Invariant.BALANCE,
                    "%s read %d (expired: %d) of %d records"
                            .formatted(footer.key(), ledger.read(), ledger.expired(), range.size()));
        }
        long quarantined = range.stream()
                .filter(message -> footer.quarantined().contains(message.offset()))
                .count();
        if (ledger.read() != ledger.rows() + ledger.duplicates() + ledger.quarantined() + ledger.skipped()
                || ledger.rows() != segment.rows().size()
                || ledger.quarantined() != quarantined) {
            world.violated(
                    Invariant.BALANCE,
                    "%s says %s, and has %d rows"
                            .formatted(footer.key(), ledger, segment.rows().size()));
        }
        boolean expires = world.scenario().troubles().retention() || world.wasGroupReset();
        if (ledger.expired() > (expires ? footer.end() - segment.start() - ledger.read() : 0)) {
            world.violated(Invariant.BALANCE, "%s: %d cannot have expired".formatted(footer.key(), ledger.expired()));
        }
        if (ledger.expired() > 0) {
            world.saw(Seen.SEGMENTS_WITH_EXPIRED_OFFSETS);
        }
        checkFates(segment, configuration, range);
    }

    private void checkFates(Landed segment, Configuration configuration, List<Message> range) {
        String table = segment.footer().key().shard().table();
        Set<Long> rows = new HashSet<>(segment.rows());
        for (Message message : range) {
            boolean quarantined = segment.footer().quarantined().contains(message.offset());
            boolean may = configuration.decodes(message) && configuration.isGood(table, message);
            boolean row = rows.contains(message.offset());
            if (row ? quarantined || !may || configuration.skips(message) : quarantined && may) {
                world.violated(
                        Invariant.BALANCE,
                        "%s: %s is not what its configuration makes of it"
                                .formatted(segment.footer().key(), message));
            }
        }
    }

    /** What counts as a duplicate repeats a record that was accepted; where nothing hides the rule, exactly that counts. */
    private void checkDuplicates(Shard shard, List<Landed> chain) {
        SourceTopic.Partition log = world.topic().partition(shard.partition());
        Fates fates = new Fates(world, log, chain);
        for (Landed segment : chain) {
            Ledger ledger = segment.footer().ledger();
            world.saw(Seen.DUPLICATES, ledger.duplicates());
            world.saw(Seen.QUARANTINED, ledger.quarantined());
            List<Message> left = fates.leftOver(segment);
            long gone = ledger.expired()
                    + left.stream()
                            .filter(message -> log.isCompacted(message.offset()))
                            .count();
            List<Message> lost =
                    left.stream().filter(message -> !fates.repeats(message)).toList();
            if (left.size() < ledger.duplicates() || lost.size() > gone) {
                world.violated(
                        Invariant.NO_LOSS,
                        "%s counts %d duplicates, but these neither landed nor repeat what did: %s"
                                .formatted(segment.footer().key(), ledger.duplicates(), lost));
            }
        }
        boolean undisturbed = world.configurations().size() == 1
                && !world.wasGroupReset()
                && !world.mayStateBeStale()
                && !world.scenario().troubles().retention()
                && !world.scenario().troubles().compaction();
        if (undisturbed && world.scenario().dedupes() && !chain.isEmpty()) {
            checkDecisions(shard, fates, log.messages(), chain);
        }
    }

    private void checkDecisions(Shard shard, Fates fates, List<Message> messages, List<Landed> chain) {
        Configuration configuration = world.configuration();
        ReferenceDedupe reference = new ReferenceDedupe(configuration.within());
        long end = chain.get(chain.size() - 1).footer().end();
        for (Message message : messages) {
            if (message.offset() >= chain.get(0).from()
                    && message.offset() < end
                    && !configuration.skips(message)
                    && configuration.decodes(message)) {
                boolean accepted = reference.accepts(message.raw());
                if (accepted != fates.isAccepted(message)) {
                    world.violated(
                            accepted ? Invariant.NO_LOSS : Invariant.NO_DUPLICATES,
                            "%s: %s %s"
                                    .formatted(
                                            shard,
                                            message,
                                            accepted
                                                    ? "repeats nothing, but did not land"
                                                    : "repeats a record, and was accepted"));
                }
            }
        }
    }

    /** What segments count as quarantined is in the quarantine topic; exactly once, where that is promised. */
    private void checkQuarantine(Shard shard, List<Landed> chain) {
        SourceTopic.Partition log = world.topic().partition(shard.partition());
        long committed = world.group().committed(shard.partition()).orElse(0);
        Map<Long, Integer> sent = world.state().quarantined(shard);
        Set<Long> counted = new HashSet<>();
        for (Landed segment : chain) {
            log.messages().stream()
                    .map(Message::offset)
                    .filter(segment.footer().quarantined()::contains)
                    .forEach(counted::add);
        }
        counted.stream()
                .filter(offset -> offset < committed)
                .forEach(offset -> checkSent(shard, log, offset, sent.getOrDefault(offset, 0)));
        if (world.scenario().exactlyOnce() && !counted.containsAll(sent.keySet())) {
            world.violated(
                    Invariant.NO_DUPLICATES,
                    "%s: %s are in quarantine, but segments quarantined %s".formatted(shard, sent.keySet(), counted));
        }
    }

    private void checkSent(Shard shard, SourceTopic.Partition log, long offset, int times) {
        if (times == 0 && offset >= log.start() && !log.isCompacted(offset) && !world.wasGroupReset()) {
            world.violated(
                    Invariant.NO_LOSS, "%s: %d is not in quarantine, where it should be".formatted(shard, offset));
        }
        if (times > 1 && world.scenario().exactlyOnce() && !world.wasGroupReset()) {
            world.violated(Invariant.NO_DUPLICATES, "%s: %d is in quarantine %d times".formatted(shard, offset, times));
        }
    }
}
