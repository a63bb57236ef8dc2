package io.landfall.decode;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.IndexedRecord;

/** Conversions of what holds other values: they visit only the places that need it. */
final class StructuralConversions {
    private static final GenericData AVRO = new GenericData();

    private StructuralConversions() {}

    /** Of the fields of a record, by position; NONE if no field needs one. */
    static ValueConversion record(List<String> names, List<ValueConversion> byPosition) {
        int[] positions = IntStream.range(0, byPosition.size())
                .filter(i -> byPosition.get(i) != ValueConversion.NONE)
                .toArray();
        if (positions.length == 0) {
            return ValueConversion.NONE;
        }
        ValueConversion[] conversions = byPosition.toArray(ValueConversion[]::new);
        return value -> {
            IndexedRecord record = (IndexedRecord) value;
            for (int position : positions) {
                Object field = record.get(position);
                if (field != null) {
                    try {
                        record.put(position, conversions[position].apply(field));
                    } catch (FieldProblemException e) {
                        throw e.within(names.get(position));
                    }
                }
            }
            return record;
        };
    }

    static ValueConversion array(ValueConversion items) {
        return items == ValueConversion.NONE
                ? items
                : value -> {
                    @SuppressWarnings("unchecked") // what Avro's generic reader makes of an array
                    List<Object> list = (List<Object>) value;
                    list.replaceAll(item -> item == null ? null : items.apply(item));
                    return list;
                };
    }

    static ValueConversion map(ValueConversion values) {
        return values == ValueConversion.NONE
                ? values
                : value -> {
                    @SuppressWarnings("unchecked") // what Avro's generic reader makes of a map
                    Map<Object, Object> map = (Map<Object, Object>) value;
                    map.replaceAll((key, entry) -> entry == null ? null : values.apply(entry));
                    return map;
                };
    }

    /** Of a union's value, by the branch it belongs to. */
    static ValueConversion union(Schema union, List<ValueConversion> byBranch) {
        List<Integer> branches = IntStream.range(0, byBranch.size())
                .filter(i -> union.getTypes().get(i).getType() != Schema.Type.NULL)
                .boxed()
                .toList();
        if (branches.stream().allMatch(i -> byBranch.get(i) == ValueConversion.NONE)) {
            return ValueConversion.NONE;
        }
        if (branches.size() == 1) {
            return byBranch.get(branches.get(0));
        }
        ValueConversion[] conversions = byBranch.toArray(ValueConversion[]::new);
        return value -> conversions[branch(union, value)].apply(value);
    }

    @SuppressWarnings("UnusedException") // Avro's message prints the value
    private static int branch(Schema union, Object value) {
        try {
            return AVRO.resolveUnion(union, value);
        } catch (AvroRuntimeException e) {
            throw new FieldProblemException(
                    "a value of " + value.getClass().getSimpleName() + " is in no branch of its union");
        }
    }
}
