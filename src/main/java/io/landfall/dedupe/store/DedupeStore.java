package io.landfall.dedupe.store;

import io.landfall.config.ProcessingConfig.StoreKind;
import io.landfall.config.TableConfig;
import io.landfall.dedupe.AcceptedPositions;
import io.landfall.dedupe.Deduper;
import io.landfall.memory.HeapAccount;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.jspecify.annotations.Nullable;

/**
 * {@link AcceptedPositions} as a state store of Kafka Streams. It says itself up to where it has its changelog, in one step with
 * what it has, so a restart finds the two together.
 */
public final class DedupeStore implements StateStore {
    private final String name;
    private final long within;
    private final StoreKind kind;
    private final HeapAccount filters;
    private final KeyValueStore<Bytes, byte[]> changelog;
    private AcceptedStore blocks;
    private Optional<Long> inStepWith = Optional.empty();
    private boolean open;

    private DedupeStore(
            String name, long within, StoreKind kind, HeapAccount filters, KeyValueStore<Bytes, byte[]> changelog) {
        this.name = name;
        this.within = within;
        this.kind = kind;
        this.filters = filters;
        this.changelog = changelog;
    }

    /** The store's name in the topology: {@code <table>-dedupe-store}. */
    public static String name(String table) {
        return table + "-dedupe-store";
    }

    /**
     * The store of a table that dedupes: with a changelog, and without Kafka Streams' cache.
     *
     * @param filters what the stores of a process share for their filters
     */
    public static StoreBuilder<DedupeStore> builder(TableConfig table, StoreKind kind, HeapAccount filters) {
        return new Builder(name(table.name()), Deduper.within(table.dedupe().orElseThrow()), kind, filters);
    }

    /** What it keeps. */
    public AcceptedPositions positions() {
        blocks.read();
        return blocks;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        blocks = switch (kind) {
            case DISK ->
                AcceptedStore.in(new RunDirectory(context.stateDir().toPath().resolve(name)), within, filters);
            case MEMORY -> AcceptedStore.inMemory(within, filters);
        };
        inStepWith = blocks.snapshot();
        blocks.logTo((key, value) -> changelog.put(Bytes.wrap(key), value));
        open = true;
        changelog.init(context, root);
        context.register(root, (key, value) -> {
            blocks.read();
            blocks.restore(key, value);
        });
    }

    @Override
    public void commit(Map<TopicPartition, Long> changelogOffsets) {
        if (changelogOffsets.isEmpty()) {
            inStepWith = Optional.empty();
            blocks.forgetSnapshot();
        }
        for (Long offset : changelogOffsets.values()) {
            inStepWith = Optional.of(offset);
            blocks.inStepWith(offset, false);
        }
    }

    @Override
    public @Nullable Long committedOffset(TopicPartition partition) {
        return blocks.snapshot().orElse(null);
    }

    /** Kafka Streams still asks. */
    @Override
    @SuppressWarnings("deprecation")
    public boolean managesOffsets() {
        return true;
    }

    @Override
    public void close() {
        if (open) {
            open = false;
            try {
                inStepWith.ifPresent(offset -> blocks.inStepWith(offset, true));
            } finally {
                blocks.close();
                changelog.close();
            }
        }
    }

    @Override
    public boolean persistent() {
        return kind == StoreKind.DISK;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private static final class Builder implements StoreBuilder<DedupeStore> {
        private final String name;
        private final long within;
        private final StoreKind kind;
        private final HeapAccount filters;
        private final StoreBuilder<KeyValueStore<Bytes, byte[]>> changelog;

        Builder(String name, long within, StoreKind kind, HeapAccount filters) {
            this.name = name;
            this.within = within;
            this.kind = kind;
            this.filters = filters;
            this.changelog = Stores.keyValueStoreBuilder(
                            new ChangelogOnlyStore.Supplier(name), Serdes.Bytes(), Serdes.ByteArray())
                    .withLoggingEnabled(Map.of())
                    .withCachingDisabled();
        }

        @Override
        public DedupeStore build() {
            return new DedupeStore(name, within, kind, filters, changelog.build());
        }

        @Override
        public StoreBuilder<DedupeStore> withLoggingEnabled(Map<String, String> config) {
            changelog.withLoggingEnabled(config);
            return this;
        }

        @Override
        public StoreBuilder<DedupeStore> withLoggingDisabled() {
            changelog.withLoggingDisabled();
            return this;
        }

        @Override
        public StoreBuilder<DedupeStore> withCachingEnabled() {
            throw new UnsupportedOperationException("the newest records are on the heap already");
        }

        @Override
        public StoreBuilder<DedupeStore> withCachingDisabled() {
            return this;
        }

        @Override
        public Map<String, String> logConfig() {
            return changelog.logConfig();
        }

        @Override
        public boolean loggingEnabled() {
            return changelog.loggingEnabled();
        }

        @Override
        public String name() {
            return name;
        }
    }
}
