package io.landfall.decode;

import io.landfall.record.WriterSchema;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DatumReader;

/** How to read what one writer wrote into the table's schema; made once per writer and table schema. */
sealed interface WriterPlan {

    /**
     * The writer's records can be read.
     *
     * @param uniqueEncoding whether equal records have equal bytes: no arrays and maps
     */
    record Decodable(
            WriterSchema writer,
            Schema schema,
            DatumReader<GenericRecord> reader,
            boolean uniqueEncoding,
            boolean settled)
            implements WriterPlan {}

    /** They cannot, for all of them the same reason. */
    record Undecodable(String problem, boolean settled) implements WriterPlan {}

    /** Whether nothing that the registry may learn changes it: a writer that is no version of the subject may become one. */
    boolean settled();

    static WriterPlan of(WriterSchema writer, Schema schema, TableSchema table, boolean settled) {
        Optional<String> problem = Readability.problem(table.registered(), schema);
        if (problem.isPresent()) {
            return new Undecodable(
                    "Schema " + writer.id() + " cannot be read as the table's. " + problem.get(), settled);
        }
        return new Decodable(writer, schema, table.reader(schema), !CanonicalContent.hasCollections(schema), settled);
    }
}
