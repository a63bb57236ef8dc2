package io.landfall.quality;

import io.landfall.record.FieldPath;
import io.landfall.record.RawRecord;
import java.util.ArrayList;
import java.util.List;

/** All checks of a table, for one schema. */
final class QualityChecks {
    /** A field that must have a value. */
    record Required(String name, FieldPath field) {}

    /**
     * A dimension's checks.
     *
     * @param passedBefore further checks of the dimension: passed by every record that gets this far
     */
    @SuppressWarnings("ArrayRecordComponent") // walked per record, never compared
    record OfDimension(int weight, int passedBefore, QualityCheck[] checks) {
        double points(int failed) {
            int all = passedBefore + checks.length;
            return failed == 0 ? weight : (double) weight * (all - failed) / all;
        }
    }

    private final Required[] required;
    private final OfDimension[] dimensions;

    QualityChecks(List<Required> required, List<OfDimension> dimensions) {
        this.required = required.toArray(Required[]::new);
        this.dimensions = dimensions.toArray(OfDimension[]::new);
    }

    boolean hasRequired(RawRecord record) {
        for (Required one : required) {
            if (one.field().in(record.value()) == null) {
                return false;
            }
        }
        return true;
    }

    List<String> missing(RawRecord record) {
        List<String> names = new ArrayList<>();
        for (Required one : required) {
            if (one.field().in(record.value()) == null) {
                names.add(one.name());
            }
        }
        return names;
    }

    OfDimension[] dimensions() {
        return dimensions;
    }
}
