package io.landfall.decode;

import io.landfall.config.SourceConfig.Tombstones;
import io.landfall.config.TableConfig;
import io.landfall.decode.registry.RegistryRefusedException;
import io.landfall.decode.registry.RegistryUnavailableException;
import io.landfall.record.Outcome;
import io.landfall.record.QuarantineReason;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.SourceRecord;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import java.util.Optional;
import org.apache.avro.generic.GenericRecord;

/**
 * The decode stage of one table: bytes in Confluent's wire format to a record in the table's schema.
 *
 * <p>The table's schema is the newest of its subject when the decoder is made; a newer compatible one is adopted when the
 * first record written with it arrives. Texts are {@link org.apache.avro.util.Utf8}, maps have such keys. One thread at a
 * time; the schemas may be shared.
 */
public final class Decoder {
    private final boolean landsTombstones;
    private final WriterPlans plans;
    private final TombstoneReader tombstones;
    private final BodyDecoder body = new BodyDecoder();
    private final CanonicalContent canonical = new CanonicalContent();
    private final MessageDigest sha256 = sha256();
    private int lastId;
    private Optional<WriterPlan> lastPlan = Optional.empty();

    /**
     * Ready for the first record. Asks the registry for the table's schema.
     *
     * @throws UnsupportedSchemaException if the subject's newest schema cannot be a table's
     * @throws RegistryUnavailableException if the registry did not answer in time
     */
    public Decoder(TableSchemas schemas) {
        TableConfig table = schemas.table();
        this.landsTombstones = table.source().tombstones() == Tombstones.LAND;
        this.plans = new WriterPlans(schemas);
        this.tombstones = new TombstoneReader(table.source().keyField(), schemas.registry());
    }

    /** The table's schema as of the last record. */
    public TableSchema table() {
        return plans.table();
    }

    /**
     * Decodes one record.
     *
     * @throws RegistryUnavailableException if the registry did not answer in time; says nothing about the record
     * @throws RegistryRefusedException if the registry does not serve this service
     */
    public Outcome<RawRecord> decode(SourceRecord record) {
        if (record.isTombstone()) {
            return landsTombstones ? tombstone(record) : new Outcome.Skipped<>(record.position());
        }
        byte[] payload = Objects.requireNonNull(record.payload());
        if (!WireFormat.framed(payload)) {
            return poison(
                    record,
                    QuarantineReason.NOT_WIRE_FORMAT,
                    payload.length < WireFormat.HEADER
                            ? "Too short to hold a schema id"
                            : "Does not start with the zero byte of the wire format");
        }
        int id = WireFormat.schemaId(payload);
        if (id != lastId || lastPlan.isEmpty() || !lastPlan.get().settled()) {
            lastPlan = plans.plan(id);
            lastId = id;
        }
        if (lastPlan.isEmpty()) {
            return poison(record, QuarantineReason.UNKNOWN_SCHEMA, "the schema registry does not know schema " + id);
        }
        if (lastPlan.get() instanceof WriterPlan.Decodable decodable) {
            return decode(record, payload, decodable);
        }
        return poison(record, QuarantineReason.UNDECODABLE, ((WriterPlan.Undecodable) lastPlan.get()).problem());
    }

    private Outcome<RawRecord> decode(SourceRecord record, byte[] payload, WriterPlan.Decodable plan) {
        GenericRecord read;
        byte[] hash;
        try {
            read = plan.reader().read(null, body.read(payload, WireFormat.HEADER));
            if (!body.exhausted()) {
                return poison(record, QuarantineReason.UNDECODABLE, "There are bytes after the end of the record");
            }
            hash = plan.uniqueEncoding() && body.shortest()
                    ? hash(payload, WireFormat.HEADER, payload.length - WireFormat.HEADER)
                    : canonicalHash(payload, plan);
        } catch (RuntimeException | IOException e) {
            // Avro's messages may quote values, so the problem is looked for again, by ourselves.
            return poison(record, QuarantineReason.UNDECODABLE, diagnose(payload, plan));
        }
        try {
            GenericRecord value = plans.table().land(read);
            return new Outcome.Passed<>(new RawRecord(record, value, plan.writer(), hash, RecordStatus.ACTIVE));
        } catch (FieldProblemException e) {
            return poison(record, QuarantineReason.DOES_NOT_FIT, e.describe());
        }
    }

    private Outcome<RawRecord> tombstone(SourceRecord record) {
        byte[] key = record.key();
        if (key == null || key.length == 0) {
            return poison(record, QuarantineReason.REQUIRED_MISSING, "A deletion without a key");
        }
        TableSchema table = plans.table();
        try {
            GenericRecord row = tombstones.row(key, table);
            return new Outcome.Passed<>(
                    new RawRecord(record, row, table.writer(), hash(key, 0, key.length), RecordStatus.DELETED));
        } catch (FieldProblemException e) {
            return poison(
                    record, QuarantineReason.REQUIRED_MISSING, "A deletion without a usable key. " + e.describe());
        }
    }

    private String diagnose(byte[] payload, WriterPlan.Decodable plan) {
        try {
            canonical.rewrite(plan.schema(), body.read(payload, WireFormat.HEADER));
            return "The record cannot be read as the table's schema";
        } catch (FieldProblemException e) {
            return e.describe();
        }
    }

    private byte[] canonicalHash(byte[] payload, WriterPlan.Decodable plan) {
        canonical.rewrite(plan.schema(), body.read(payload, WireFormat.HEADER));
        return hash(canonical.bytes(), 0, canonical.size());
    }

    private byte[] hash(byte[] bytes, int from, int length) {
        sha256.update(bytes, from, length);
        return sha256.digest(); // and starts over
    }

    private static Outcome<RawRecord> poison(SourceRecord record, QuarantineReason reason, String message) {
        return new Outcome.Quarantined<>(record.position(), reason, message);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
