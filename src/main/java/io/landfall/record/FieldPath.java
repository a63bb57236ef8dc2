package io.landfall.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.IndexedRecord;
import org.jspecify.annotations.Nullable;

/**
 * A field of a schema, found by name once and then by position. Dots reach into nested records: {@code address.street}.
 */
public final class FieldPath {
    private final int[] positions;
    private final Schema type;

    private FieldPath(int[] positions, Schema type) {
        this.positions = positions;
        this.type = type;
    }

    /**
     * Finds a field.
     *
     * @param schema a record's
     * @throws SchemaMismatchException if there is no such field, or the path leads through something but records
     */
    public static FieldPath of(Schema schema, String path) {
        List<String> names = List.of(path.split("\\.", -1));
        int[] positions = new int[names.size()];
        List<String> walked = new ArrayList<>();
        Schema at = schema;
        for (int i = 0; i < positions.length; i++) {
            if (at.getType() != Schema.Type.RECORD) {
                throw new SchemaMismatchException("'%s' leads through '%s', which is %s, not a record"
                        .formatted(
                                path,
                                String.join(".", walked),
                                at.getType().name().toLowerCase(Locale.ROOT)));
            }
            Schema.Field field = at.getField(names.get(i));
            if (field == null) {
                throw new SchemaMismatchException("no field '%s' in record %s%s"
                        .formatted(
                                names.get(i),
                                at.getFullName(),
                                positions.length == 1 ? "" : " (looking for '" + path + "')"));
            }
            positions[i] = field.pos();
            at = withoutNull(field.schema());
            walked.add(names.get(i));
        }
        return new FieldPath(positions, at);
    }

    /** The value; {@code null} where the field, or a record on the way to it, has none. */
    public @Nullable Object in(GenericRecord record) {
        @Nullable Object value = record;
        for (int position : positions) {
            if (value == null) {
                return null;
            }
            value = ((IndexedRecord) value).get(position);
        }
        return value;
    }

    /** The field's type; that of an optional field without its {@code null}. A union of several types stays one. */
    public Schema type() {
        return type;
    }

    private static Schema withoutNull(Schema schema) {
        if (!schema.isUnion()) {
            return schema;
        }
        List<Schema> types = schema.getTypes().stream()
                .filter(type -> type.getType() != Schema.Type.NULL)
                .toList();
        return types.size() == 1 ? types.get(0) : schema;
    }
}
