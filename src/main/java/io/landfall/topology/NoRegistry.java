package io.landfall.topology;

import io.landfall.decode.registry.RegisteredSchema;
import io.landfall.decode.registry.SchemaRegistry;
import io.landfall.decode.registry.SubjectVersion;
import java.util.Optional;
import java.util.OptionalInt;

/** For a topology that is only looked at: no record comes, so nobody asks. */
final class NoRegistry implements SchemaRegistry {
    private static IllegalStateException asked() {
        return new IllegalStateException("a topology that is only looked at does not ask the registry");
    }

    @Override
    public Optional<RegisteredSchema> byId(int id) {
        throw asked();
    }

    @Override
    public Optional<SubjectVersion> newest(String subject) {
        throw asked();
    }

    @Override
    public OptionalInt version(String subject, int id) {
        throw asked();
    }
}
