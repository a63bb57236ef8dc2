package io.landfall.quality.rule;

import java.math.BigDecimal;
import org.apache.avro.generic.GenericRecord;

/**
 * A whole number or a decimal, and what sums, differences and products make of them. Its scale is known beforehand, so a
 * {@code long} holds most values as units of {@code 10^-scale}; {@link BigDecimal} has the others, and the same results.
 */
abstract class ExactNumber implements NumberOperand {
    /** Up to here each whole number is a {@code double}. */
    private static final long DOUBLES = 1L << 53;

    private final int scale;
    private final long unitsOfOne;

    ExactNumber(int scale) {
        this.scale = scale;
        this.unitsOfOne = CheckedLong.powerOfTen(scale);
    }

    final int scale() {
        return scale;
    }

    /** The value in units of {@code 10^-scale}; {@link CheckedLong#NONE} where it is unknown or does not fit. */
    abstract long units(GenericRecord record);

    /** Whether it is unknown, for want of a value that it is made of. */
    abstract boolean isMissing(GenericRecord record);

    /** The value, of this scale, unless it {@link #isMissing}. */
    abstract BigDecimal exact(GenericRecord record);

    @Override
    public final double real(GenericRecord record) {
        long units = units(record);
        if (unitsOfOne != CheckedLong.NONE && units >= -DOUBLES && units <= DOUBLES) {
            return (double) units / unitsOfOne;
        }
        return isMissing(record) ? Double.NaN : exact(record).doubleValue();
    }

    @Override
    public final double tolerance() {
        return 0;
    }
}
