package io.landfall.decode;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;

/** Turns a registered schema into the one that Avro's reader resolves to and the one that lands. */
final class SchemaTranslation {
    private final Map<String, LandedType> records = new HashMap<>();
    private final Set<String> open = new HashSet<>();
    private final IdentityHashMap<Schema, Schema> landedRecords = new IdentityHashMap<>();
    private final boolean nullableTop;

    /**
     * Ready for one schema.
     *
     * @param nullableTop whether top-level fields may be null whatever the schema says
     */
    SchemaTranslation(boolean nullableTop) {
        this.nullableTop = nullableTop;
    }

    /** By identity: the record types that the reader knows, to those that land. */
    IdentityHashMap<Schema, Schema> landedRecords() {
        return landedRecords;
    }

    /**
     * Translates the schema of a whole record.
     *
     * @throws UnsupportedSchemaException if it cannot be a table's
     */
    LandedType table(Schema schema) {
        if (schema.getType() != Schema.Type.RECORD) {
            throw new UnsupportedSchemaException(
                    "", "a table needs a record, not " + schema.getType().getName());
        }
        return record(schema, "");
    }

    private LandedType translate(Schema schema, String path) {
        return switch (schema.getType()) {
            case RECORD -> record(schema, path);
            case ARRAY -> {
                LandedType items = translate(schema.getElementType(), path + "[]");
                yield new LandedType(
                        Schema.createArray(items.read()),
                        Schema.createArray(items.landed()),
                        StructuralConversions.array(items.conversion()));
            }
            case MAP -> {
                LandedType values = translate(schema.getValueType(), path + "{}");
                yield new LandedType(
                        Schema.createMap(values.read()),
                        Schema.createMap(values.landed()),
                        StructuralConversions.map(values.conversion()));
            }
            case UNION -> union(schema, path);
            case NULL -> throw new UnsupportedSchemaException(path, "a type that is only null has no column type");
            case FIXED -> {
                require(schema.getFixedSize() > 0, path, "a fixed of no bytes has no column type");
                yield LandedType.scalar(schema);
            }
            default -> LandedType.scalar(schema);
        };
    }

    private LandedType record(Schema schema, String path) {
        String name = schema.getFullName();
        require(open.add(name), path, "the schema is recursive: " + name + " contains itself");
        LandedType known = records.get(name);
        if (known == null) {
            known = newRecord(schema, path);
            records.put(name, known);
        }
        open.remove(name);
        return known;
    }

    private LandedType newRecord(Schema schema, String path) {
        require(path.isEmpty() || !schema.getFields().isEmpty(), path, "a record without fields has no column type");
        requireDistinct(schema, path);
        List<Schema.Field> read = new ArrayList<>();
        List<Schema.Field> landed = new ArrayList<>();
        List<String> names = new ArrayList<>();
        List<ValueConversion> conversions = new ArrayList<>();
        for (Schema.Field field : schema.getFields()) {
            LandedType type = translate(field.schema(), path.isEmpty() ? field.name() : path + "." + field.name());
            if (path.isEmpty() && nullableTop) {
                type = nullable(type);
            }
            names.add(field.name());
            read.add(readField(field, type.read()));
            landed.add(new Schema.Field(field.name(), type.landed(), field.doc()));
            conversions.add(type.conversion());
        }
        Schema readRecord = emptyCopy(schema);
        schema.getAliases().forEach(readRecord::addAlias); // full names: they keep their namespace
        readRecord.setFields(read);
        Schema landedRecord = emptyCopy(schema);
        landedRecord.setFields(landed);
        landedRecords.put(readRecord, landedRecord);
        return new LandedType(readRecord, landedRecord, StructuralConversions.record(names, conversions));
    }

    private static Schema emptyCopy(Schema record) {
        return Schema.createRecord(record.getName(), record.getDoc(), record.getNamespace(), false);
    }

    /** With default and aliases, for resolution; a default that does not fit its type is none. */
    private static Schema.Field readField(Schema.Field field, Schema type) {
        try {
            return new Schema.Field(field, type);
        } catch (AvroRuntimeException e) {
            Schema.Field bare = new Schema.Field(field.name(), type, field.doc());
            field.aliases().forEach(bare::addAlias);
            return bare;
        }
    }

    private LandedType union(Schema schema, String path) {
        List<Schema> read = new ArrayList<>();
        Map<String, Schema> landed = new LinkedHashMap<>();
        List<ValueConversion> conversions = new ArrayList<>();
        boolean nullable = false;
        for (Schema branch : schema.getTypes()) {
            if (branch.getType() == Schema.Type.NULL) {
                nullable = true;
                read.add(branch);
                conversions.add(ValueConversion.NONE);
            } else {
                LandedType type = translate(branch, path);
                read.add(type.read());
                landed.putIfAbsent(type.landed().getFullName(), type.landed()); // two branches may land as one
                conversions.add(type.conversion());
            }
        }
        require(!landed.isEmpty(), path, "a type that is only null has no column type");
        Schema readUnion = Schema.createUnion(read);
        List<Schema> branches = new ArrayList<>(landed.values());
        if (nullable) {
            branches.add(0, Schema.create(Schema.Type.NULL));
        }
        return new LandedType(
                readUnion,
                branches.size() == 1 ? branches.get(0) : Schema.createUnion(branches),
                StructuralConversions.union(readUnion, conversions));
    }

    private static LandedType nullable(LandedType type) {
        return new LandedType(withNull(type.read()), withNull(type.landed()), type.conversion());
    }

    private static Schema withNull(Schema schema) {
        List<Schema> branches = new ArrayList<>(schema.isUnion() ? schema.getTypes() : List.of(schema));
        if (branches.stream().noneMatch(branch -> branch.getType() == Schema.Type.NULL)) {
            branches.add(0, Schema.create(Schema.Type.NULL));
        }
        return Schema.createUnion(branches);
    }

    private static void requireDistinct(Schema record, String path) {
        Set<String> names = new HashSet<>();
        for (Schema.Field field : record.getFields()) {
            require(
                    names.add(field.name().toLowerCase(Locale.ROOT)),
                    path.isEmpty() ? field.name() : path + "." + field.name(),
                    "another field has the same name but for upper and lower case, which column names do not tell apart");
        }
    }

    private static void require(boolean met, String path, String problem) {
        if (!met) {
            throw new UnsupportedSchemaException(path, problem);
        }
    }
}
