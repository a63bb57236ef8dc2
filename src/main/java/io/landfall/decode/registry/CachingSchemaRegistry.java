package io.landfall.decode.registry;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Asks for each id once, however many threads need it. What an id means never changes, so answers are kept for ever;
 * "not known" may change, so it is believed for a short time only.
 */
public final class CachingSchemaRegistry implements SchemaRegistry {
    private record VersionKey(String subject, int id) {}

    private final SchemaRegistry delegate;
    private final AnswerCache<Integer, RegisteredSchema> schemas;
    private final AnswerCache<VersionKey, Integer> versions;

    public CachingSchemaRegistry(SchemaRegistry delegate, Duration unknownFor, Clock clock) {
        this.delegate = delegate;
        this.schemas = new AnswerCache<>(unknownFor, clock);
        this.versions = new AnswerCache<>(unknownFor, clock);
    }

    @Override
    public Optional<RegisteredSchema> byId(int id) {
        return schemas.get(id, () -> delegate.byId(id));
    }

    /** Always asks (the newest changes), but what it learns counts as asked by id. */
    @Override
    public Optional<SubjectVersion> newest(String subject) {
        return delegate.newest(subject).map(newest -> {
            int id = newest.registered().id();
            versions.put(new VersionKey(subject, id), newest.version());
            return new SubjectVersion(newest.version(), schemas.put(id, newest.registered()));
        });
    }

    @Override
    public OptionalInt version(String subject, int id) {
        Optional<Integer> version = versions.get(new VersionKey(subject, id), () -> {
            OptionalInt found = delegate.version(subject, id);
            return found.isPresent() ? Optional.of(found.getAsInt()) : Optional.empty();
        });
        return version.isPresent() ? OptionalInt.of(version.get()) : OptionalInt.empty();
    }
}
