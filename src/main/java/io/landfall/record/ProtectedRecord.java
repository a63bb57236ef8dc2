package io.landfall.record;

import java.util.List;
import org.apache.avro.generic.GenericRecord;

/**
 * A record whose personal data is protected: the only kind that {@code enrich} and {@code land} accept. Only the privacy
 * package makes one (a test sees to that).
 *
 * @param value in the table's protected schema
 * @param contentHash SHA-256 over the canonical content of the raw record
 * @param sourceSize bytes that it was made of
 */
@SuppressWarnings("ArrayRecordComponent")
public record ProtectedRecord(
        Position position,
        GenericRecord value,
        WriterSchema writer,
        byte[] contentHash,
        RecordStatus status,
        int score,
        List<String> issues,
        int sourceSize) {

    @Override
    public String toString() {
        return "ProtectedRecord[" + position + "]";
    }
}
