package io.landfall.record;

import org.apache.avro.Schema;

/**
 * What a column of plain numbers was before it landed: one of Avro's times that no lake type holds. A property of its
 * type says so to the stages, which must not take nanoseconds for milliseconds; what reads files knows nothing of it.
 */
public final class FormerType {
    private static final String PROPERTY = "landfall.logicalType";

    private FormerType() {}

    /** Marks a type that has no mark yet, and gives it back; an empty name is no mark. */
    public static Schema mark(Schema plain, String logicalName) {
        if (!logicalName.isEmpty()) {
            plain.addProp(PROPERTY, logicalName);
        }
        return plain;
    }

    /** The name of the logical type that a type had; empty if it has it still, or had none. */
    public static String formerName(Schema type) {
        String former = type.getProp(PROPERTY);
        return former == null ? "" : former;
    }

    /** The name of a type's logical type, or of the one that it had; empty if it never had one. */
    public static String logicalName(Schema type) {
        String kept = type.getProp("logicalType");
        return kept == null ? formerName(type) : kept;
    }
}
