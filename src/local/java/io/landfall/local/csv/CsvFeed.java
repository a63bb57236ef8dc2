package io.landfall.local.csv;

import io.landfall.local.feed.Expected;
import io.landfall.local.feed.Message;
import io.landfall.local.feed.WireEncoder;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/**
 * A CSV file as messages of one table. The key is a digest of what makes two rows the same, so that equal rows meet in one
 * partition; and the feed knows the duplicates before the pipeline finds them. Values are equal only if their texts are, as
 * each type gives back the text.
 */
public final class CsvFeed {
    private static final Pattern TABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final CsvFile file;
    private final String table;
    private final CsvSchema schema;
    private final List<String> dedupeFields;

    /**
     * Reads the whole file for its schema.
     *
     * @param dedupeBy what makes two rows the same: columns as the file or the table names them, or nothing for all of them
     * @param types of columns, by their names in the file or the table, where the inferred one is not wanted
     * @throws CsvException if there is no such column, a value does not fit its type, or a row is not complete
     */
    public CsvFeed(CsvFile file, String table, List<String> dedupeBy, Map<String, CsvType> types) {
        if (!TABLE.matcher(table).matches()) {
            throw new CsvException("--table: a table's name has letters, digits and underscores, and no digit first");
        }
        CsvNames names = CsvNames.of(file.header());
        this.file = file;
        this.table = table;
        this.dedupeFields = dedupeBy.stream()
                .map(column -> names.fields().get(names.find("--dedupe", column)))
                .toList();
        this.schema = CsvSchema.infer(file, names, byIndex(names, types));
    }

    private static Map<Integer, CsvType> byIndex(CsvNames names, Map<String, CsvType> types) {
        Map<Integer, CsvType> byIndex = new HashMap<>();
        types.forEach((column, type) -> {
            if (byIndex.put(names.find("--types", column), type) != null) {
                throw new CsvException("--types: column " + column + " has two types");
            }
        });
        return byIndex;
    }

    /** The inferred schema. */
    public Schema avro() {
        return schema.avro();
    }

    /** The fields that make two rows the same; none: all of them. */
    public List<String> dedupeFields() {
        return dedupeFields;
    }

    /** The rows below the header. */
    public long rows() {
        return schema.rows();
    }

    /** The rows and how they are compared, as a text that is another if one of them is. */
    public String fingerprint() {
        return schema.digest() + " " + dedupeFields;
    }

    /**
     * Checks that a run may continue an earlier one. Messages that are in Kafka are not produced again, and they are known by
     * their places only: rows of another file would be lost.
     *
     * @param fingerprint of the feed that was first produced to the table
     * @throws CsvException if this one is another
     */
    public void requireSameAs(String fingerprint) {
        if (!fingerprint().equals(fingerprint)) {
            throw new CsvException(
                    "%s: table %s was filled from another file, an earlier form of this one, or with other"
                                    .formatted(file.name(), table)
                            + " options; give another --table, or delete what is there with --fresh");
        }
    }

    /** What was found and inferred, for the user: how the file is written, and a line per column. */
    public List<String> description() {
        List<String> lines = new ArrayList<>();
        lines.add("%s: %s, %,d rows".formatted(file.name(), file.layout(), schema.rows()));
        schema.notes().forEach(note -> lines.add("  note: " + note));
        schema.columns().forEach(column -> lines.add("  " + column));
        return lines;
    }

    /**
     * Gives each row as a message to somebody.
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
        file.forEach(read -> {
            if (!schema.isRow(read)) {
                return;
            }
            GenericRecord row = schema.values(read);
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

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
