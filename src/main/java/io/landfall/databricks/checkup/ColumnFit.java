package io.landfall.databricks.checkup;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a table cannot hold what a schema has, in sentences that name a column or, with dots, what is in it.
 *
 * @param behind what the bronze job adds or widens when it meets such values
 * @param differing where no type holds the values of both
 */
record ColumnFit(List<String> behind, List<String> differing) {
    private static final Set<String> NESTED = Set.of(DeltaType.STRUCT, DeltaType.ARRAY, DeltaType.MAP);
    private static final Set<String> INTEGERS = Set.of("int", "bigint");
    private static final Set<String> UP_TO_DOUBLE = Set.of("int", "float", "double");
    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+),(\\d+)\\)");

    ColumnFit {
        behind = List.copyOf(behind);
        differing = List.copyOf(differing);
    }

    /**
     * Compares columns.
     *
     * @param table a struct of the table's columns
     * @param schema a struct of the schema's
     */
    static ColumnFit of(DeltaType table, DeltaType schema) {
        List<String> behind = new ArrayList<>();
        List<String> differing = new ArrayList<>();
        compareParts("", table, schema, behind, differing);
        return new ColumnFit(behind, differing);
    }

    /** What only the table has stays as it is. */
    private static void compareParts(
            String prefix, DeltaType table, DeltaType schema, List<String> behind, List<String> differing) {
        schema.parts().forEach((name, needs) -> {
            String path = prefix + name;
            Optional<DeltaType> has = table.part(name);
            if (has.isEmpty()) {
                behind.add(path + " is not there");
            } else if (NESTED.contains(needs.name())
                    && needs.name().equals(has.get().name())) {
                compareParts(path + ".", has.get(), needs, behind, differing);
            } else if (!holds(has.get(), needs)) {
                (follows(has.get().name(), needs.name()) ? behind : differing)
                        .add(path + " is " + has.get() + ", the schema has " + needs);
            }
        });
    }

    private static boolean holds(DeltaType table, DeltaType schema) {
        String has = table.name();
        String needs = schema.name();
        if (table.equals(schema)) {
            return true;
        }
        return (has.equals("bigint") && INTEGERS.contains(needs))
                || (has.equals("double") && UP_TO_DOUBLE.contains(needs))
                || (ofOneScale(has, needs) && precision(has) > precision(needs));
    }

    private static boolean follows(String has, String needs) {
        return (INTEGERS.contains(has) && INTEGERS.contains(needs))
                || (UP_TO_DOUBLE.contains(has) && UP_TO_DOUBLE.contains(needs))
                || ofOneScale(has, needs);
    }

    private static boolean ofOneScale(String has, String needs) {
        Matcher one = DECIMAL.matcher(has);
        Matcher other = DECIMAL.matcher(needs);
        return one.matches() && other.matches() && one.group(2).equals(other.group(2));
    }

    private static int precision(String decimal) {
        Matcher matcher = DECIMAL.matcher(decimal);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
