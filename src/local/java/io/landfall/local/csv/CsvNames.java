package io.landfall.local.csv;

import io.landfall.record.MetadataColumns;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The columns' names, in the file and in the table.
 *
 * @param header as the file has them: they may be empty, or the same
 * @param fields as Avro and the table have them: distinct, although bronze tables do not see case, and none of Landfall's
 *     own columns
 */
record CsvNames(List<String> header, List<String> fields) {
    private static final int LONGEST_SHOWN = 60;

    static CsvNames of(List<String> header) {
        Set<String> taken = new HashSet<>(MetadataColumns.SERVICE);
        taken.add(MetadataColumns.LOAD_TIMESTAMP);
        taken.add(MetadataColumns.UPDATE_TIMESTAMP);
        List<String> fields = new ArrayList<>();
        for (String column : header) {
            String name = column.strip().replaceAll("[^A-Za-z0-9_]+", "_");
            if (name.chars().allMatch(c -> c == '_')) {
                name = "column_" + (fields.size() + 1);
            } else if (Character.isDigit(name.charAt(0))) {
                name = "_" + name;
            }
            while (!taken.add(name.toLowerCase(Locale.ROOT))) {
                name += "_";
            }
            fields.add(name);
        }
        return new CsvNames(header, List.copyOf(fields));
    }

    int size() {
        return fields.size();
    }

    /**
     * The index of the column that a user names as the file or as the table does.
     *
     * @param option the option that names it
     * @throws CsvException if there is none, or more than one
     */
    int find(String option, String column) {
        List<Integer> found = IntStream.range(0, fields.size())
                .filter(i -> header.get(i).equals(column) || fields.get(i).equals(column))
                .boxed()
                .toList();
        if (found.isEmpty()) {
            throw new CsvException("%s: no column %s in the file; it has %s"
                    .formatted(
                            option,
                            column,
                            String.join(
                                    ", ",
                                    header.stream().map(CsvNames::printable).toList())));
        }
        if (found.size() > 1) {
            throw new CsvException("%s: %s can be each of the columns %s; use another of their names"
                    .formatted(
                            option,
                            column,
                            String.join(", ", found.stream().map(fields::get).toList())));
        }
        return found.get(0);
    }

    /** The column's name in the file, for messages. */
    String shown(int column) {
        return printable(header.get(column));
    }

    private static String printable(String name) {
        String text = name.isEmpty() ? "\"\"" : name.replaceAll("\\p{Cntrl}", "?");
        return text.length() > LONGEST_SHOWN ? text.substring(0, LONGEST_SHOWN) + "..." : text;
    }
}
