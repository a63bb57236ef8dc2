package io.landfall.local.csv;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.jspecify.annotations.Nullable;

/**
 * The schema of a CSV file, inferred from all of its rows: a value in the last line counts. An empty cell without quotes is
 * null, an empty cell in quotes is an empty text.
 *
 * @param avro a record with a field per column, in the file's order
 * @param rows the rows below the header
 * @param notes what else the user should know
 * @param digest of all texts and of the schema
 */
record CsvSchema(String file, Schema avro, List<CsvColumn> columns, long rows, List<String> notes, String digest) {
    /** Bytes of a cell beside its text: its length, and whether it is null. */
    private static final int CELL_OVERHEAD = 6;

    /**
     * Reads all rows.
     *
     * @param types of columns, by index, where the user wants another than the inferred one
     * @throws CsvException if there are no rows, or some have another number of cells than the header
     */
    static CsvSchema infer(CsvFile file, CsvNames names, Map<Integer, CsvType> types) {
        List<ColumnInference> inferences = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            inferences.add(
                    new ColumnInference(names.shown(i), names.fields().get(i), Optional.ofNullable(types.get(i))));
        }
        MessageDigest digest = CsvFeed.sha256();
        RowShapes shapes = new RowShapes(file, names.size());
        file.forEach(row -> {
            if (shapes.isRow(row)) {
                digest(file, row, digest);
                for (int i = 0; i < inferences.size(); i++) {
                    inferences.get(i).see(file.name(), row.line(), row.cells().get(i));
                }
            }
        });
        List<CsvColumn> columns =
                inferences.stream().map(ColumnInference::column).toList();
        Schema avro = Schema.createRecord(
                "Row",
                null,
                "io.landfall.demo",
                false,
                columns.stream().map(CsvColumn::avro).toList());
        long rows = shapes.rows();
        digest.update(avro.toString().getBytes(StandardCharsets.UTF_8));
        return new CsvSchema(
                file.name(),
                avro,
                columns,
                rows,
                notes(file, names, shapes),
                HexFormat.of().formatHex(digest.digest()));
    }

    /** Adds a row to a digest of all; a row that Kafka would refuse is refused before one is produced. */
    private static void digest(CsvFile file, CsvRow row, MessageDigest digest) {
        long bytes = 0;
        ByteBuffer length = ByteBuffer.allocate(Integer.BYTES);
        for (String cell : row.cells()) {
            byte[] text = cell == null ? new byte[0] : cell.getBytes(StandardCharsets.UTF_8);
            digest.update(length.clear().putInt(cell == null ? -1 : text.length).array());
            digest.update(text);
            bytes += CELL_OVERHEAD + text.length;
        }
        if (bytes > CsvGuard.LONGEST_ROW) {
            throw new CsvException("%s, line %d: a row of %,d bytes; Kafka takes no record of more than %,d"
                    .formatted(file.name(), row.line(), bytes, CsvGuard.LONGEST_ROW));
        }
    }

    private static List<String> notes(CsvFile file, CsvNames names, RowShapes shapes) {
        List<String> notes = new ArrayList<>(shapes.notes());
        List<String> values = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (CsvType.isTyped(names.header().get(i))) {
                values.add(Integer.toString(i + 1));
            }
        }
        if (!values.isEmpty()) {
            notes.add(
                    "line %d is read as the header, although it has values in columns %s; if the file has none, add one"
                            .formatted(file.layout().headerLine(), String.join(", ", values)));
        }
        return List.copyOf(notes);
    }

    /** Whether this row of the file is one of the table. */
    boolean isRow(CsvRow row) {
        return !RowShapes.isPassedOver(row, columns.size());
    }

    /**
     * A row's values.
     *
     * @throws CsvException if it is not as it was when the schema was inferred
     */
    GenericRecord values(CsvRow row) {
        if (row.cells().size() != columns.size()) {
            throw changed(row);
        }
        GenericRecord values = new GenericData.Record(avro);
        for (int i = 0; i < columns.size(); i++) {
            values.put(i, value(columns.get(i), row, row.cells().get(i)));
        }
        return values;
    }

    private @Nullable Object value(CsvColumn column, CsvRow row, @Nullable String text) {
        if (text == null ? !column.nullable() : !column.fits(text)) {
            throw changed(row);
        }
        return text == null ? null : column.type().value(text);
    }

    private CsvException changed(CsvRow row) {
        return new CsvException(
                "%s, line %d: not what it was when the schema was inferred; run again when the file is complete"
                        .formatted(file, row.line()));
    }
}
