package io.landfall.decode;

import io.landfall.config.SourceConfig.Tombstones;
import io.landfall.config.TableConfig;
import io.landfall.decode.registry.SubjectVersion;
import io.landfall.record.MetadataColumns;
import io.landfall.record.WriterSchema;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.FastReaderBuilder;

/**
 * The schema of a table's rows, without the columns that Landfall adds: a version of the subject's schema in types that
 * Parquet, Spark and Delta can hold, as {@link TypeMatrix} says. Never changes; a newer version is another object.
 */
public final class TableSchema {
    private final SubjectVersion source;
    private final Schema registered;
    private final LandedType type;
    private final FastReaderBuilder readers;

    private TableSchema(SubjectVersion source, Schema registered, LandedType type, FastReaderBuilder readers) {
        this.source = source;
        this.registered = registered;
        this.type = type;
        this.readers = readers;
    }

    /**
     * The table's schema by one version of its subject.
     *
     * @throws UnsupportedSchemaException if that cannot be a table's
     */
    static TableSchema of(TableConfig table, SubjectVersion version) {
        Schema registered = version.registered()
                .avro()
                .orElseThrow(() -> new UnsupportedSchemaException(
                        "",
                        "version " + version.version() + " of " + table.source().subject() + " is not an Avro schema"));
        boolean landsTombstones = table.source().tombstones() == Tombstones.LAND;
        SchemaTranslation translation = new SchemaTranslation(landsTombstones);
        LandedType type = translation.table(registered);
        requireFreeNames(registered);
        if (landsTombstones) {
            table.source()
                    .keyField()
                    .filter(field -> registered.getField(field) == null)
                    .ifPresent(field -> {
                        throw new UnsupportedSchemaException(field, "it is to hold the key, but does not exist");
                    });
        }
        LandedData data = new LandedData(translation.landedRecords());
        return new TableSchema(version, registered, type, new FastReaderBuilder(data));
    }

    private static void requireFreeNames(Schema schema) {
        List<String> taken = new ArrayList<>(MetadataColumns.SERVICE);
        taken.add(MetadataColumns.LOAD_TIMESTAMP);
        taken.add(MetadataColumns.UPDATE_TIMESTAMP);
        for (Schema.Field field : schema.getFields()) {
            if (taken.contains(field.name().toLowerCase(Locale.ROOT))) {
                throw new UnsupportedSchemaException(field.name(), "Landfall adds a column of that name");
            }
        }
    }

    /** What lands: the schema of every value that the decoder gives while this is the table's schema. */
    public Schema schema() {
        return type.landed();
    }

    /** The subject's version that this was made from. */
    public int version() {
        return source.version();
    }

    /** As if written by the newest writer; for rows that no writer wrote. */
    WriterSchema writer() {
        return SemanticVersion.writer(source.registered().id(), registered, Optional.of(source.version()));
    }

    /** As the registry has it. */
    Schema registered() {
        return registered;
    }

    /** What Avro's reader resolves a top-level field to. */
    Schema readType(int field) {
        return type.read().getFields().get(field).schema();
    }

    /** From what a reader gives to what lands. */
    GenericRecord land(GenericRecord read) {
        return type.conversion() == ValueConversion.NONE
                ? read
                : (GenericRecord) type.conversion().apply(read);
    }

    /** A reader of whole records. */
    DatumReader<GenericRecord> reader(Schema writer) {
        return reader(writer, type.read());
    }

    /** A reader of other records made of the same types, such as keys. */
    DatumReader<GenericRecord> reader(Schema writer, Schema read) {
        try {
            return readers.createDatumReader(writer, read);
        } catch (IOException e) {
            throw new IllegalStateException("building a reader reads nothing", e);
        }
    }
}
