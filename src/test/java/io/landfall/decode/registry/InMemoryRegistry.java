package io.landfall.decode.registry;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.apache.avro.Schema;

/** A registry that holds what it is told, and counts what it is asked. */
public final class InMemoryRegistry implements SchemaRegistry {
    private final Map<Integer, RegisteredSchema> schemas = new LinkedHashMap<>();
    private final Map<String, List<Integer>> subjects = new LinkedHashMap<>();
    private int asked;

    /** Adds the next version of a subject and returns its id. */
    public int register(String subject, Schema schema) {
        return register(subject, Optional.of(schema));
    }

    public int register(String subject, Optional<Schema> schema) {
        int id = 100 + schemas.size();
        schemas.put(id, new RegisteredSchema(id, schema));
        subjects.computeIfAbsent(subject, s -> new ArrayList<>()).add(id);
        return id;
    }

    /** Makes a known schema the next version of another subject too. */
    public void register(String subject, int id) {
        subjects.computeIfAbsent(subject, s -> new ArrayList<>()).add(id);
    }

    public int asked() {
        return asked;
    }

    @Override
    public Optional<RegisteredSchema> byId(int id) {
        asked++;
        return Optional.ofNullable(schemas.get(id));
    }

    @Override
    public Optional<SubjectVersion> newest(String subject) {
        List<Integer> versions = subjects.getOrDefault(subject, List.of());
        return versions.isEmpty()
                ? Optional.empty()
                : Optional.of(new SubjectVersion(versions.size(), schemas.get(versions.get(versions.size() - 1))));
    }

    @Override
    public OptionalInt version(String subject, int id) {
        int index = subjects.getOrDefault(subject, List.of()).lastIndexOf(id);
        return index < 0 ? OptionalInt.empty() : OptionalInt.of(index + 1);
    }
}
