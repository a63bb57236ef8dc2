package io.landfall.docs;

import io.landfall.config.LandfallConfig;
import io.landfall.enrich.Enricher;
import io.landfall.record.MetadataColumns;
import java.util.List;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;

/** The columns that every table has besides its own, read from the schema that lands. */
final class ColumnsPage {
    private static final String ABOUT =
            """
            # Columns that Landfall adds

            A table's row has the fields of its record, in [these types](type-matrix.md) and
            [protected](stages.md#protect) where the configuration says so, and then these. A record that has a field with one
            of these names is refused at start.

            ## By the service, into segments

            """;

    private static final String BRONZE =
            """

            `source_topic`, `source_partition` and `source_offset` are the row's identity: no two rows of a table's landing run
            share them. `batch_id` is the segment's path below the landing root, without its extension, so it leads to the file and
            its ledger. All but `batch_id` and `landed_at` follow from the record, its position and the configuration: they are
            the same however often a record is processed.

            ## By the bronze job, into the table

            """;

    private ColumnsPage() {}

    static String of(LandfallConfig config) {
        Schema own = SchemaBuilder.record("record").fields().requiredLong("own").endRecord();
        Schema landed = new Enricher(config, config.tables().values().iterator().next()).landedSchema(own);
        StringBuilder page = new StringBuilder(ABOUT).append(Markdown.head("column", "type", ""));
        for (Schema.Field field :
                landed.getFields().subList(1, landed.getFields().size())) {
            page.append(Markdown.row(
                    List.of(Markdown.code(field.name()), Markdown.code(type(field.schema())), field.doc())));
        }
        page.append(BRONZE).append(Markdown.head("column", "type", ""));
        for (MetadataColumns.Definition column : MetadataColumns.BY_BRONZE) {
            page.append(Markdown.row(
                    List.of(Markdown.code(column.name()), Markdown.code(column.type()), column.comment())));
        }
        return page.toString();
    }

    /** In Spark's words. */
    private static String type(Schema schema) {
        if (schema.getLogicalType() instanceof LogicalTypes.TimestampMicros) {
            return "TIMESTAMP";
        }
        return switch (schema.getType()) {
            case STRING -> "STRING";
            case INT -> "INT";
            case LONG -> "BIGINT";
            case ARRAY -> "ARRAY<" + type(schema.getElementType()) + ">";
            default -> throw new IllegalStateException("no column has the type " + schema);
        };
    }
}
