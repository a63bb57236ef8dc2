package io.landfall.violations.enrich;

import io.landfall.violations.record.ProtectedRecord;
import java.util.function.Function;

class MakesProtected {
    Function<String, ProtectedRecord> byReference() {
        return ProtectedRecord::new;
    }
}
