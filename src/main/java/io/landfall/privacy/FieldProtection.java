package io.landfall.privacy;

import io.landfall.privacy.RecordPlan.Change;
import io.landfall.privacy.RecordPlan.Changed;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.jspecify.annotations.Nullable;

/** A rule applied to the type of the field it names: the type its values get, and how. */
final class FieldProtection {
    private static final Schema STRING = Schema.create(Schema.Type.STRING);
    private static final Schema NULL = Schema.create(Schema.Type.NULL);

    private FieldProtection() {}

    /** The field stays, but for its values. */
    static Changed redacted(Schema type) {
        return new Changed(nullable(type), value -> null);
    }

    /**
     * Values become text; those in an array each on its own.
     *
     * @throws IllegalArgumentException saying why the operation does not suit the type
     */
    static Changed replacedByText(Schema type, Operation operation) {
        return switch (type.getType()) {
            case RECORD ->
                throw new IllegalArgumentException("is a record: name fields in it, or redact or drop it as a whole");
            case MAP ->
                throw new IllegalArgumentException("is a map, whose keys would stay in clear: redact or drop it");
            case ARRAY -> inArray(replacedByText(type.getElementType(), operation));
            case UNION -> inUnion(type, operation);
            case NULL -> new Changed(type, Change.NONE);
            default -> {
                if (operation.protection() == Protection.ENCRYPT_EMAIL && type.getType() != Schema.Type.STRING) {
                    throw new IllegalArgumentException("is no text, which encrypt_email needs");
                }
                Scalar form = Scalar.of(type);
                yield new Changed(STRING, value -> operation.apply(form, value));
            }
        };
    }

    private static Changed inUnion(Schema union, Operation operation) {
        List<Changed> branches = new ArrayList<>();
        for (Schema branch : union.getTypes()) {
            branches.add(replacedByText(branch, operation));
        }
        List<Schema> results = branches.stream()
                .map(Changed::schema)
                .filter(s -> s.getType() != Schema.Type.NULL)
                .distinct()
                .toList();
        if (results.size() > 1) {
            throw new IllegalArgumentException("is a union of arrays and other values: redact or drop it");
        }
        Schema result = results.isEmpty() ? NULL : results.get(0);
        return new Changed(union.isNullable() ? nullable(result) : result, byBranch(union, branches));
    }

    /** The change that the branch of a value asks for. */
    static Change byBranch(Schema union, List<Changed> branches) {
        List<Changed> values = branches.stream()
                .filter(b -> b.schema().getType() != Schema.Type.NULL)
                .toList();
        if (values.size() == 1) {
            return values.get(0).change();
        }
        return value -> branches.get(branchOf(union, value)).change().apply(value);
    }

    @SuppressWarnings("UnusedException") // Avro's message prints the value
    private static int branchOf(Schema union, Object value) {
        try {
            return GenericData.get().resolveUnion(union, value);
        } catch (AvroRuntimeException e) {
            throw new IllegalStateException("a value of " + value.getClass() + " is in no branch of its union");
        }
    }

    static Changed inArray(Changed item) {
        return new Changed(Schema.createArray(item.schema()), values -> {
            List<@Nullable Object> changed = new ArrayList<>(((Collection<?>) values).size());
            for (Object value : (Collection<?>) values) {
                changed.add(value == null ? null : item.change().apply(value));
            }
            return changed;
        });
    }

    /** The same type, with null as its first branch, so that null can be its default. */
    static Schema nullable(Schema type) {
        List<Schema> branches = new ArrayList<>();
        branches.add(NULL);
        for (Schema branch : type.getType() == Schema.Type.UNION ? type.getTypes() : List.of(type)) {
            if (branch.getType() != Schema.Type.NULL) {
                branches.add(branch);
            }
        }
        return branches.size() == 1 ? NULL : Schema.createUnion(branches);
    }
}
