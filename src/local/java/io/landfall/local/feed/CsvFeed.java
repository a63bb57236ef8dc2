package io.landfall.local.feed;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A CSV file as messages of one table. The key is a digest of what makes two rows the same, so that equal rows meet in one
 * partition; and the feed knows the duplicates before the pipeline finds them.
 */
public final class CsvFeed {
    private final CsvFile file;
    private final String table;
    private final CsvSchema schema;
    private final List<String> dedupeFields;

    /**
     * Reads the whole file for its schema.
     *
     * @param dedupeBy what makes two rows the same: columns as the file names them, or nothing for all of them
     * @throws IllegalArgumentException if it has no such column
     */
    public CsvFeed(CsvFile file, String table, List<String> dedupeBy) {
        this.file = file;
        this.table = table;
        this.dedupeFields = fields(file, dedupeBy);
        this.schema = CsvSchema.infer(file, "Row");
    }

    private static List<String> fields(CsvFile file, List<String> columns) {
        List<String> names = CsvSchema.fieldNames(file.header());
        List<String> fields = new ArrayList<>();
        for (String column : columns) {
            int at = Math.max(file.header().indexOf(column), names.indexOf(column));
            if (at < 0) {
                throw new IllegalArgumentException(
                        "no column " + column + " in the file; it has " + String.join(", ", file.header()));
            }
            fields.add(names.get(at));
        }
        return fields;
    }

    /** The inferred schema. */
    public Schema avro() {
        return schema.avro();
    }

    /** The fields that make two rows the same; none: all of them. */
    public List<String> dedupeFields() {
        return dedupeFields;
    }

    /** Lines below the header. */
    public long lines() {
        return schema.lines();
    }

    /**
     * Gives each line as a message to somebody.
     *
     * @param schemaId the registry's id of the schema
     * @param timestamp of all of them, milliseconds since the epoch
     */
    public void forEach(int schemaId, long timestamp, Consumer<Message> consumer) {
        WireEncoder encoder = new WireEncoder(schema.avro(), schemaId);
        Schema identitySchema = identitySchema();
        WireEncoder identity = new WireEncoder(identitySchema, schemaId);
        MessageDigest sha = sha256();
        Set<ByteBuffer> seen = new HashSet<>();
        file.forEach(line -> {
            GenericRecord row = schema.row(line);
            byte[] value = encoder.encode(row);
            byte[] same = dedupeFields.isEmpty() ? value : identity.encode(identityOf(row, identitySchema));
            byte[] key = Arrays.copyOf(sha.digest(same), 16);
            Expected fate = seen.add(ByteBuffer.wrap(key)) ? Expected.ROW : Expected.DUPLICATE;
            consumer.accept(new Message(table, key, value, timestamp, fate));
        });
    }

    private Schema identitySchema() {
        List<Schema.Field> fields = dedupeFields.stream()
                .map(name -> new Schema.Field(name, schema.avro().getField(name).schema()))
                .toList();
        return Schema.createRecord("Identity", null, "io.landfall.demo", false, fields);
    }

    private GenericRecord identityOf(GenericRecord row, Schema identitySchema) {
        GenericRecord identity = new GenericData.Record(identitySchema);
        dedupeFields.forEach(name -> identity.put(name, row.get(name)));
        return identity;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
