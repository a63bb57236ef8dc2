package io.landfall.quality;

import io.landfall.record.RawRecord;

/** One check of one schema's records. */
interface QualityCheck {
    boolean passes(RawRecord record);

    /** {@code field:rule}. */
    String issue();
}
