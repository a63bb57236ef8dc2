package io.landfall.simulation;

import io.landfall.dedupe.AcceptedPositions;
import io.landfall.dedupe.WithoutPositions;
import io.landfall.landing.CommitGate;
import io.landfall.landing.ShardOpening;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.store.ObjectStore;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongUnaryOperator;
import org.apache.kafka.common.TopicPartition;

/** Ways to get the protocol wrong, each in one place. Each must be noticed, or the simulation proves nothing. */
enum Mutant implements Wiring {
    GATE_REMOVED(Invariant.NO_LOSS) {
        @Override
        public void commit(CommitGate gate, Map<TopicPartition, Long> offsets, Runnable kafka) {
            kafka.run();
        }
    },
    COMMITS_BEFORE_LANDING(Invariant.NO_LOSS) {
        @Override
        public void commit(CommitGate gate, Map<TopicPartition, Long> offsets, Runnable kafka) {
            kafka.run();
            gate.beforeCommit(offsets);
            gate.afterCommit(offsets);
        }
    },
    COMMITS_BEFORE_THE_CHANGELOG_IS_WRITTEN(Invariant.NO_DUPLICATES) {
        @Override
        public void commit(CommitGate gate, Map<TopicPartition, Long> offsets, Runnable kafka) {
            gate.beforeCommit(offsets);
            kafka.run();
            gate.afterCommit(offsets);
        }
    },
    OVERWRITES(Invariant.IMMUTABILITY) {
        @Override
        public ObjectStore store(LandingArea area) {
            return new Altered(area) {
                @Override
                public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
                    area.overwrite(path, content, metadata);
                    return new CreateResult.Created();
                }
            };
        }
    },
    TAKES_A_FOREIGN_NONCE_FOR_ITS_OWN(Invariant.NO_LOSS) {
        @Override
        public ObjectStore store(LandingArea area) {
            Map<String, String> own = new HashMap<>();
            return new Altered(area) {
                @Override
                public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
                    own.put(path, SegmentFooter.nonceOf(metadata));
                    return super.create(path, content, metadata);
                }

                @Override
                public PartedWrite begin(String path, Map<String, String> metadata) {
                    own.put(path, SegmentFooter.nonceOf(metadata));
                    return super.begin(path, metadata);
                }

                @Override
                public Optional<Stored> head(String path) {
                    return super.head(path).map(stored -> withNonce(stored, own.getOrDefault(path, "")));
                }
            };
        }
    },
    TAKES_ITS_OWN_NONCE_FOR_A_FOREIGN_ONE(Invariant.FENCING) {
        @Override
        public ObjectStore store(LandingArea area) {
            return new Altered(area) {
                @Override
                public Optional<Stored> head(String path) {
                    return super.head(path).map(stored -> withNonce(stored, "somebody else's"));
                }
            };
        }
    },
    STARTS_AT_THE_FIRST_RECORD(Invariant.NO_LOSS) {
        @Override
        public ShardOpening opening(ShardOpening opening, LongUnaryOperator firstFrom) {
            long first = firstFrom.applyAsLong(opening.committed());
            return new ShardOpening(opening.shard(), opening.committed(), first, 0, List.of());
        }
    },
    BEGINS_AT_THE_LOGS_START(Invariant.NO_DUPLICATES) {
        @Override
        public ShardOpening opening(ShardOpening opening, LongUnaryOperator firstFrom) {
            long start = opening.logStart();
            return start == 0 ? opening : new ShardOpening(opening.shard(), start, start, 0, List.of());
        }
    },
    ADOPTS_NOTHING(Invariant.PROGRESS) {
        @Override
        public ShardOpening opening(ShardOpening opening, LongUnaryOperator firstFrom) {
            return new ShardOpening(opening.shard(), opening.committed(), opening.committed(), 0, List.of());
        }
    },
    SKIPS_RANGES_WITHOUT_ROWS(Invariant.NO_LOSS) {
        @Override
        public ObjectStore store(LandingArea area) {
            return new Altered(area) {
                @Override
                public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
                    return metadata.get("landfall-rows").equals("0")
                            ? new CreateResult.Created()
                            : super.create(path, content, metadata);
                }
            };
        }
    },
    DEDUPES_WITHOUT_POSITIONS(Invariant.NO_LOSS) {
        @Override
        public AcceptedPositions positions(AcceptedPositions store) {
            return new WithoutPositions(store);
        }
    },
    READS_ON_WHERE_THE_CONSUMER_IS(Invariant.NO_LOSS) {
        @Override
        public boolean readsOnFromWhereItShould() {
            return false;
        }
    },
    ACCOUNTS_FOR_NO_QUARANTINED_RECORD(Invariant.BALANCE) {
        @Override
        public boolean accountsForQuarantined() {
            return false;
        }
    };

    private final Invariant violated;

    Mutant(Invariant violated) {
        this.violated = violated;
    }

    /** What it must be noticed by. */
    Invariant violated() {
        return violated;
    }

    private static ObjectStore.Stored withNonce(ObjectStore.Stored stored, String nonce) {
        Map<String, String> metadata = new HashMap<>(stored.metadata());
        metadata.put("landfall-nonce", nonce);
        return new ObjectStore.Stored(stored.size(), metadata);
    }

    /** The landing area, but for what a mutant changes. */
    private static class Altered implements ObjectStore {
        private final LandingArea area;

        Altered(LandingArea area) {
            this.area = area;
        }

        @Override
        public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
            return area.create(path, content, metadata);
        }

        @Override
        public PartedWrite begin(String path, Map<String, String> metadata) {
            return area.begin(path, metadata);
        }

        @Override
        public Optional<Stored> head(String path) {
            return area.head(path);
        }

        @Override
        public byte[] read(String path, long position, int length) {
            return area.read(path, position, length);
        }

        @Override
        public List<String> list(String prefix, String after, int max) {
            return area.list(prefix, after, max);
        }

        @Override
        public String location() {
            return area.location();
        }

        @Override
        public void close() {}
    }
}
