package io.landfall.local.feed;

import io.landfall.record.MetadataColumns;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.commons.csv.CSVRecord;

/**
 * The schema of a CSV file, inferred from all of it. An empty field is null; a column without empty fields is not nullable.
 *
 * @param avro a record with a field per column, in the file's order
 * @param types the columns' types, in the same order
 * @param lines below the header
 */
record CsvSchema(Schema avro, List<CsvType> types, long lines) {

    static CsvSchema infer(CsvFile file, String name) {
        List<String> fields = fieldNames(file.header());
        List<Candidates> columns =
                fields.stream().map(field -> new Candidates()).toList();
        long[] lines = {0};
        file.forEach(line -> {
            lines[0]++;
            for (int i = 0; i < columns.size(); i++) {
                columns.get(i).see(text(line, i));
            }
        });
        List<Schema.Field> avro = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            avro.add(columns.get(i).field(fields.get(i)));
        }
        Schema schema = Schema.createRecord(name, null, "io.landfall.demo", false, avro);
        return new CsvSchema(schema, columns.stream().map(Candidates::type).toList(), lines[0]);
    }

    GenericRecord row(CSVRecord line) {
        GenericRecord row = new GenericData.Record(avro);
        for (int i = 0; i < types.size(); i++) {
            String text = text(line, i);
            row.put(i, text.isEmpty() ? null : types.get(i).value(text));
        }
        return row;
    }

    /** Empty for what the line lacks. */
    private static String text(CSVRecord line, int column) {
        return column < line.size() ? line.get(column) : "";
    }

    /** Avro's names for the columns: distinct (bronze tables do not see case), and none of Landfall's own columns. */
    static List<String> fieldNames(List<String> header) {
        Set<String> taken = new HashSet<>(MetadataColumns.SERVICE);
        taken.add(MetadataColumns.LOAD_TIMESTAMP);
        taken.add(MetadataColumns.UPDATE_TIMESTAMP);
        List<String> names = new ArrayList<>();
        for (String column : header) {
            String name = column.strip().replaceAll("[^A-Za-z0-9_]+", "_");
            if (name.isEmpty() || Character.isDigit(name.charAt(0))) {
                name = "_" + name;
            }
            while (!taken.add(name.toLowerCase(Locale.ROOT))) {
                name += "_";
            }
            names.add(name);
        }
        return names;
    }

    /** The types that fit all texts of a column so far. */
    private static final class Candidates {
        private final Set<CsvType> fitting = EnumSet.allOf(CsvType.class);
        private boolean nullable;
        private boolean valued;

        void see(String text) {
            if (text.isEmpty()) {
                nullable = true;
            } else {
                valued = true;
                fitting.removeIf(type -> !type.fits(text));
            }
        }

        CsvType type() {
            return valued ? fitting.iterator().next() : CsvType.STRING;
        }

        Schema.Field field(String name) {
            Schema schema = type().schema();
            if (!nullable) {
                return new Schema.Field(name, schema);
            }
            Schema optional = Schema.createUnion(Schema.create(Schema.Type.NULL), schema);
            return new Schema.Field(name, optional, null, Schema.Field.NULL_DEFAULT_VALUE);
        }
    }
}
