package io.landfall.privacy;

import io.landfall.record.QuarantineReason;
import io.landfall.record.SourceRecord;

/**
 * A record taken out of quarantine.
 *
 * @param message why it could not land; names fields and rules
 * @param source the record as Kafka handed it over, in clear
 */
public record OpenedQuarantine(String table, QuarantineReason reason, String message, SourceRecord source) {}
