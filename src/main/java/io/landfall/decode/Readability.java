package io.landfall.decode;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.apache.avro.SchemaCompatibility.SchemaPairCompatibility;

/**
 * Whether what one schema wrote can be read as another: Avro's rules, and that a number keeps its meaning. Avro itself
 * reads milliseconds as microseconds, or a price with another scale, without a word.
 */
final class Readability {
    private Readability() {}

    /** Why not: names the field and the types; empty if it can. */
    static Optional<String> problem(Schema reader, Schema writer) {
        if (isRecursive(writer, new HashSet<>())) {
            return Optional.of("The writer's schema is recursive");
        }
        SchemaPairCompatibility result = SchemaCompatibility.checkReaderWriterCompatibility(reader, writer);
        if (result.getType() != SchemaCompatibilityType.COMPATIBLE) {
            Incompatibility first = result.getResult().getIncompatibilities().get(0);
            return Optional.of("Field " + field(reader, first.getLocation()) + ": the writer's "
                    + first.getWriterFragment().getType().getName() + " cannot be read as the table's "
                    + first.getReaderFragment().getType().getName() + " ("
                    + first.getType() + ")");
        }
        return changedMeaning(reader, writer, "");
    }

    private static boolean isRecursive(Schema schema, Set<String> open) {
        return switch (schema.getType()) {
            case ARRAY -> isRecursive(schema.getElementType(), open);
            case MAP -> isRecursive(schema.getValueType(), open);
            case UNION -> schema.getTypes().stream().anyMatch(branch -> isRecursive(branch, open));
            case RECORD -> {
                if (!open.add(schema.getFullName())) {
                    yield true;
                }
                boolean recursive = schema.getFields().stream().anyMatch(field -> isRecursive(field.schema(), open));
                open.remove(schema.getFullName());
                yield recursive;
            }
            default -> false;
        };
    }

    /** From Avro's JSON pointer, {@code /fields/1/type/items/…}, to a path of field names. */
    private static String field(Schema reader, String location) {
        StringBuilder path = new StringBuilder();
        Schema at = reader;
        String[] steps = location.split("/", -1);
        for (int i = 1; i < steps.length; i++) {
            if (steps[i].equals("fields") && i + 1 < steps.length && at.getType() == Schema.Type.RECORD) {
                Schema.Field field = at.getFields().get(Integer.parseInt(steps[++i]));
                path.append(path.isEmpty() ? "" : ".").append(field.name());
                at = field.schema();
            } else if (steps[i].equals("items") && at.getType() == Schema.Type.ARRAY) {
                at = at.getElementType();
            } else if (steps[i].equals("values") && at.getType() == Schema.Type.MAP) {
                at = at.getValueType();
            } else if (at.getType() == Schema.Type.UNION && steps[i].matches("\\d+")) {
                at = at.getTypes().get(Integer.parseInt(steps[i]));
            }
        }
        return path.isEmpty() ? reader.getName() : path.toString();
    }

    private static Optional<String> changedMeaning(Schema reader, Schema writer, String path) {
        if (reader.isUnion() || writer.isUnion()) {
            return ofBranches(reader, writer, path);
        }
        if (reader.getType() == Schema.Type.RECORD && writer.getType() == Schema.Type.RECORD) {
            for (Schema.Field field : reader.getFields()) {
                Schema.Field written = SchemaCompatibility.lookupWriterField(writer, field);
                Optional<String> problem = written == null
                        ? Optional.empty()
                        : changedMeaning(
                                field.schema(),
                                written.schema(),
                                path.isEmpty() ? field.name() : path + "." + field.name());
                if (problem.isPresent()) {
                    return problem;
                }
            }
            return Optional.empty();
        }
        if (reader.getType() == Schema.Type.ARRAY && writer.getType() == Schema.Type.ARRAY) {
            return changedMeaning(reader.getElementType(), writer.getElementType(), path);
        }
        if (reader.getType() == Schema.Type.MAP && writer.getType() == Schema.Type.MAP) {
            return changedMeaning(reader.getValueType(), writer.getValueType(), path);
        }
        return sameMeaning(reader, writer)
                ? Optional.empty()
                : Optional.of(
                        "Field " + path + ": written as " + meaning(writer) + ", but the table has " + meaning(reader));
    }

    private static Optional<String> ofBranches(Schema reader, Schema writer, String path) {
        for (Schema written : writer.isUnion() ? writer.getTypes() : List.of(writer)) {
            for (Schema read : reader.isUnion() ? reader.getTypes() : List.of(reader)) {
                Optional<String> problem = meet(read, written) ? changedMeaning(read, written, path) : Optional.empty();
                if (problem.isPresent()) {
                    return problem;
                }
            }
        }
        return Optional.empty();
    }

    private static boolean meet(Schema read, Schema written) {
        boolean named = read.getType() == Schema.Type.RECORD || read.getType() == Schema.Type.FIXED;
        return read.getType() == written.getType() && (!named || read.getName().equals(written.getName()));
    }

    /** A type without a logical one means no more than its numbers: it may gain or lose the meaning. */
    private static boolean sameMeaning(Schema reader, Schema writer) {
        if (reader.getLogicalType() == null || writer.getLogicalType() == null) {
            return true;
        }
        if (reader.getLogicalType() instanceof LogicalTypes.Decimal read
                && writer.getLogicalType() instanceof LogicalTypes.Decimal written) {
            return read.getScale() == written.getScale(); // whether the digits fit is for each value to show
        }
        return reader.getLogicalType().getName().equals(writer.getLogicalType().getName());
    }

    private static String meaning(Schema schema) {
        return schema.getLogicalType() instanceof LogicalTypes.Decimal decimal
                ? "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")"
                : schema.getLogicalType().getName();
    }
}
