package io.landfall.privacy;

import io.landfall.privacy.RecordPlan.Changed;
import java.util.function.Function;
import org.apache.avro.Schema;

/**
 * A column that a rule makes of the field it names.
 *
 * @param suffix what its name has more than the field's; empty for all but a pair's second
 * @param protection what its values went through
 * @param type the field's type to the column's; throws an {@link IllegalArgumentException} saying why it does not suit
 */
record ProtectedColumn(String suffix, Protection protection, Function<Schema, Changed> type) {}
