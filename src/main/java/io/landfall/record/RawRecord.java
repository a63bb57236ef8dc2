package io.landfall.record;

import org.apache.avro.generic.GenericRecord;

/**
 * A decoded record with its personal data in clear. Only {@code protect} turns it into something that may leave.
 *
 * @param source as it came; for keys, and for the quarantine
 * @param value in the table's schema ({@code value.getSchema()} is the same object until the schema moves on)
 * @param contentHash SHA-256 over the canonical content, 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent")
public record RawRecord(
        SourceRecord source, GenericRecord value, WriterSchema writer, byte[] contentHash, RecordStatus status) {

    public Position position() {
        return source.position();
    }

    /** Names the position only: content never prints. */
    @Override
    public String toString() {
        return "RawRecord[" + source.position() + "]";
    }
}
