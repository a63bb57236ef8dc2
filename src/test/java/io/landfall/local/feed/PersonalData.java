package io.landfall.local.feed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.apache.avro.generic.GenericRecord;

/** What the generator's records tell of people, in clear, and what has to become of the records. */
public final class PersonalData {
    private static final int PREFIX = 6;
    private static final Map<String, List<String>> FIELDS_OF = Map.of(
            GeneratedTable.ORDERS.table(), List.of("shipping_address.street"),
            GeneratedTable.CUSTOMERS.table(), List.of("customer_name", "email", "phone", "address.street"),
            GeneratedTable.SUPPLIERS.table(), List.of("contact_number"));

    /** Of all tables together. */
    public static final int FIELDS =
            FIELDS_OF.values().stream().mapToInt(List::size).sum();

    private final MessageReader reader = new MessageReader();
    private final Map<String, Map<String, String>> byPrefix = new HashMap<>();
    private final Map<String, Counts> counts = new HashMap<>();
    private int values;

    /**
     * Of the first blocks.
     *
     * @param seed of the generator
     */
    public PersonalData(long seed, int blocks) {
        Map<GeneratedTable, Integer> ids = new EnumMap<>(GeneratedTable.class);
        for (GeneratedTable table : GeneratedTable.values()) {
            ids.put(table, 1);
        }
        Generator generator = new Generator(seed, ids);
        for (int block = 0; block < blocks; block++) {
            for (Message message : generator.block(block, Generator.BLOCK, Instant.EPOCH)) {
                counts.merge(message.table(), Counts.NONE.plus(message.fate()), (sum, one) -> sum.plus(message.fate()));
                if (message.fate() == Expected.ROW && message.value() != null) {
                    add(message);
                }
            }
        }
    }

    private void add(Message message) {
        List<String> fields = FIELDS_OF.getOrDefault(message.table(), List.of());
        GenericRecord record = reader.read(message);
        for (String field : fields) {
            Object value = record;
            for (String name : field.split("\\.", -1)) {
                value = ((GenericRecord) value).get(name);
            }
            // What the generator puts for a wrong value is nobody's.
            if (value != null && value.toString().matches(".*[@+].*|\\p{Lu}.* .*")) {
                add(value.toString(), message.table() + "." + field);
            }
        }
    }

    private void add(String value, String field) {
        values += byPrefix.computeIfAbsent(value.substring(0, PREFIX), p -> new HashMap<>())
                                .put(value, field)
                        == null
                ? 1
                : 0;
    }

    /** How many values it knows. */
    public int values() {
        return values;
    }

    /** What has to become of a table's records. */
    public Counts counts(String table) {
        return counts.get(table);
    }

    /** The fields whose values a text contains; never the values. */
    public List<String> fieldsIn(String text) {
        TreeSet<String> found = new TreeSet<>();
        for (int i = 0; i + PREFIX <= text.length(); i++) {
            int at = i;
            byPrefix.getOrDefault(text.substring(i, i + PREFIX), Map.of()).forEach((value, field) -> {
                if (text.startsWith(value, at)) {
                    found.add(field);
                }
            });
        }
        return new ArrayList<>(found);
    }
}
