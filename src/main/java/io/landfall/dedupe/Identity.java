package io.landfall.dedupe;

import io.landfall.config.DedupeConfig;
import io.landfall.record.FieldPath;
import io.landfall.record.PerSchema;
import io.landfall.record.RawRecord;
import io.landfall.record.SchemaMismatchException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;

/** What makes a record the same as another, as a digest. */
final class Identity {
    private final String table;
    private final DedupeConfig.By by;
    private final Digests digests;
    private final CanonicalBytes bytes = new CanonicalBytes();
    private final PerSchema<FieldPath[]> fields;

    Identity(String table, DedupeConfig.By by, byte[] key) {
        this.table = table;
        this.by = by;
        this.digests = new Digests(key, purpose(table, by));
        this.fields = new PerSchema<>(this::find);
    }

    /** A record's digest; empty for one that is compared with no other: one without a key, where keys are compared. */
    Optional<byte[]> of(RawRecord record) {
        if (by instanceof DedupeConfig.By.Key) {
            byte[] key = record.source().key();
            return key == null ? Optional.empty() : Optional.of(digests.of(key, key.length));
        }
        if (by instanceof DedupeConfig.By.Fields) {
            return Optional.of(ofFields(record));
        }
        return Optional.of(digests.of(record.contentHash(), record.contentHash().length));
    }

    void check(Schema candidate) {
        find(candidate);
    }

    private byte[] ofFields(RawRecord record) {
        bytes.clear();
        for (FieldPath field : fields.of(record.value().getSchema())) {
            bytes.value(field.in(record.value()));
        }
        return digests.of(bytes.array(), bytes.length());
    }

    private FieldPath[] find(Schema candidate) {
        List<String> names = by instanceof DedupeConfig.By.Fields fieldsOf ? fieldsOf.names() : List.of();
        return names.stream()
                .map(name -> {
                    try {
                        return FieldPath.of(candidate, name);
                    } catch (SchemaMismatchException e) {
                        throw new SchemaMismatchException("table " + table + ": dedupe.by: " + e.getMessage());
                    }
                })
                .toArray(FieldPath[]::new);
    }

    /** Table, kind and fields: a table that is compared by something else from now on finds none of its old entries. */
    private static byte[] purpose(String table, DedupeConfig.By by) {
        CanonicalBytes purpose = new CanonicalBytes();
        purpose.text("landfall dedupe");
        purpose.text(table);
        if (by instanceof DedupeConfig.By.Key) {
            purpose.text("key");
        } else if (by instanceof DedupeConfig.By.Fields named) {
            purpose.text("fields");
            named.names().forEach(purpose::text);
        } else {
            purpose.text("content");
        }
        return Arrays.copyOf(purpose.array(), purpose.length());
    }
}
