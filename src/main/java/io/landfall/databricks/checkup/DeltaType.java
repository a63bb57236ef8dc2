package io.landfall.databricks.checkup;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** Types of columns, in the words of Unity Catalog. */
final class DeltaType {
    private static final List<String> INTEGERS = List.of("int", "bigint");
    private static final Set<String> UP_TO_DOUBLE = Set.of("int", "float", "double");
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");

    private DeltaType() {}

    /** How two types of one column relate. */
    enum Fit {
        /** The table holds the schema's values. */
        SAME,
        /** The bronze job widens the column, or adds to it, when it meets such values. */
        FOLLOWS,
        /** No type holds the values of both. */
        NEVER
    }

    /** What a landed type becomes. */
    static String of(Schema schema) {
        return switch (schema.getType()) {
            case BOOLEAN -> "boolean";
            case FLOAT -> "float";
            case DOUBLE -> "double";
            case INT -> schema.getLogicalType() instanceof LogicalTypes.Date ? "date" : "int";
            case LONG -> ofLong(schema);
            case BYTES, FIXED ->
                schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                        ? "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")"
                        : "binary";
            case ARRAY -> "array<" + of(schema.getElementType()) + ">";
            case MAP -> "map<string," + of(schema.getValueType()) + ">";
            case RECORD ->
                schema.getFields().stream()
                        .map(field -> field.name() + ":" + of(field.schema()))
                        .collect(Collectors.joining(",", "struct<", ">"));
            case UNION -> ofUnion(schema);
            case STRING, ENUM, NULL -> "string";
        };
    }

    private static String ofLong(Schema schema) {
        if (schema.getLogicalType() == null) {
            return "bigint";
        }
        return schema.getLogicalType().getName().startsWith("local-timestamp")
                ? "timestamp_ntz"
                : schema.getLogicalType().getName().startsWith("timestamp") ? "timestamp" : "bigint";
    }

    private static String ofUnion(Schema schema) {
        List<Schema> branches = schema.getTypes().stream()
                .filter(branch -> branch.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() == 1) {
            return of(branches.get(0));
        }
        StringBuilder members = new StringBuilder("struct<");
        for (int i = 0; i < branches.size(); i++) {
            members.append(i == 0 ? "" : ",")
                    .append("member")
                    .append(i)
                    .append(':')
                    .append(of(branches.get(i)));
        }
        return members.append('>').toString();
    }

    /**
     * Whether a table's column holds a schema's values.
     *
     * @param table as Unity Catalog has it
     * @param schema as {@link #of} gives it
     */
    static Fit fit(String table, String schema) {
        String has = plain(table);
        String needs = plain(schema);
        if (has.equals(needs)) {
            return Fit.SAME;
        }
        if (has.contains("<") && has.substring(0, has.indexOf('<')).equals(needs.split("<", -1)[0])) {
            return Fit.FOLLOWS; // fields were added to it, or widened; or they are not, which only the job can tell
        }
        if (INTEGERS.contains(has) && INTEGERS.contains(needs)) {
            return has.equals("bigint") ? Fit.SAME : Fit.FOLLOWS;
        }
        if (UP_TO_DOUBLE.contains(has) && UP_TO_DOUBLE.contains(needs)) {
            return has.equals("double") ? Fit.SAME : Fit.FOLLOWS;
        }
        Matcher one = DECIMAL.matcher(has);
        Matcher other = DECIMAL.matcher(needs);
        if (one.matches() && other.matches() && one.group(2).equals(other.group(2))) {
            return Integer.parseInt(one.group(1)) > Integer.parseInt(other.group(1)) ? Fit.SAME : Fit.FOLLOWS;
        }
        return Fit.NEVER;
    }

    private static String plain(String type) {
        return type.toLowerCase(Locale.ROOT).replaceAll(" collate \\S+", "").replaceAll("\\s|`", "");
    }
}
