package io.landfall.enrich;

import io.landfall.config.LandfallConfig;
import io.landfall.config.TableConfig;
import io.landfall.record.EnrichedRow;
import io.landfall.record.MetadataColumns;
import io.landfall.record.PerSchema;
import io.landfall.record.Position;
import io.landfall.record.ProtectedRecord;
import io.landfall.record.RecordStatus;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/**
 * The stage {@code enrich} of one table: the protected record's fields, then {@link MetadataColumns#SERVICE}. All it adds
 * follows from the record, its position and the configuration, so the same record always gets the same row. Safe for use
 * by several threads.
 */
public final class Enricher {
    private static final long MICROS_PER_MILLI = 1_000;
    private static final Map<RecordStatus, Utf8> STATUS = new EnumMap<>(RecordStatus.class);

    static {
        for (RecordStatus status : RecordStatus.values()) {
            STATUS.put(status, new Utf8(status.name()));
        }
    }

    // Shared by all rows, and encoded once.
    private final Utf8 sourceSystem;
    private final Utf8 clusterId;
    private final Utf8 topic;
    private final String lineagePrefix;
    private final PerSchema<Schema> landed;

    public Enricher(LandfallConfig config, TableConfig table) {
        this.sourceSystem = new Utf8(config.sourceSystem());
        this.clusterId = new Utf8(config.service().clusterId());
        this.topic = new Utf8(table.source().topic());
        this.lineagePrefix = table.name() + "/g" + table.landing().generation() + "/"
                + table.source().topic() + "/";
        this.landed = new PerSchema<>(schema -> LandedSchema.of(table.name(), schema));
    }

    /**
     * The schema of enriched rows: the same object for the same object.
     *
     * @throws IllegalArgumentException if the table has a field with the name of a column that Landfall adds
     */
    public Schema landedSchema(Schema protectedSchema) {
        return landed.of(protectedSchema);
    }

    /**
     * Makes the row of one record, of the table's topic.
     *
     * @return a row without {@code batch_id} and {@code landed_at}
     */
    public EnrichedRow enrich(ProtectedRecord record) {
        GenericRecord value = record.value();
        Schema from = value.getSchema();
        GenericData.Record row = new GenericData.Record(landed.of(from));
        int fields = from.getFields().size();
        for (int i = 0; i < fields; i++) {
            row.put(i, value.get(i));
        }
        addMetadata(row, fields, record);
        return new EnrichedRow(record.position(), row, record.sourceSize());
    }

    /** In the order of {@link MetadataColumns#SERVICE}. */
    private void addMetadata(GenericData.Record row, int first, ProtectedRecord record) {
        Position position = record.position();
        int i = first;
        row.put(i++, sourceSystem);
        row.put(i++, STATUS.get(record.status()));
        row.put(i++, record.score());
        row.put(i++, record.issues());
        i++; // batch_id: the segment's, when it is appended to one
        row.put(i++, HexFormat.of().formatHex(record.contentHash()));
        row.put(i++, record.writer().version());
        row.put(i++, clusterId);
        row.put(i++, lineagePrefix + position.partition() + '/' + position.offset());
        row.put(i++, topic);
        row.put(i++, position.partition());
        row.put(i++, position.offset());
        row.put(i, position.timestamp() * MICROS_PER_MILLI);
    }
}
