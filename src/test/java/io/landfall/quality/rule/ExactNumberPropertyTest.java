package io.landfall.quality.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.expression.ComparisonOperator;
import io.landfall.record.FieldPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Of random sums, products and differences of random numbers: what comes out is what {@link BigDecimal} makes of them. */
class ExactNumberPropertyTest {
    private static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
            {"type":"record","name":"Numbers","fields":[
              {"name":"whole","type":"long"},
              {"name":"cents","type":{"type":"fixed","name":"Cents","size":16,"logicalType":"decimal","precision":38,"scale":2}},
              {"name":"fine","type":{"type":"fixed","name":"Fine","size":16,"logicalType":"decimal","precision":38,"scale":19}}]}""");

    private static final ExactNumber WHOLE = new ExactNumbers.Whole(FieldPath.of(SCHEMA, "whole"));
    private static final ExactNumber CENTS = new ExactNumbers.Decimal(FieldPath.of(SCHEMA, "cents"), 2);
    private static final ExactNumber FINE = new ExactNumbers.Decimal(FieldPath.of(SCHEMA, "fine"), 19);

    private record Case(ExactNumber number, BigDecimal expected) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldComeToWhatBigDecimalComesTo(long seed) {
        Random random = new Random(seed);
        int inUnits = 0;
        for (int round = 0; round < 4_000; round++) {
            BigInteger whole =
                    BigInteger.valueOf(unscaled(random, Long.SIZE - 1).longValue());
            BigInteger cents = unscaled(random, 120);
            BigInteger fine = unscaled(random, 120);
            GenericRecord record = new GenericData.Record(SCHEMA);
            record.put("whole", whole.longValue());
            record.put("cents", fixed(cents));
            record.put("fine", fixed(fine));
            Case[] fields = {
                new Case(WHOLE, new BigDecimal(whole)),
                new Case(CENTS, new BigDecimal(cents, 2)),
                new Case(FINE, new BigDecimal(fine, 19))
            };
            Case left = made(random, fields, 3);
            Case right = random.nextInt(10) == 0 ? left : made(random, fields, 3);

            assertThat(left.number().exact(record)).isEqualTo(left.expected());
            long units = left.number().units(record);
            if (units != CheckedLong.NONE) {
                inUnits++;
                assertThat(BigDecimal.valueOf(units, left.number().scale())).isEqualTo(left.expected());
            }
            int sign = left.expected().compareTo(right.expected());
            for (ComparisonOperator comparison : ComparisonOperator.values()) {
                assertThat(Comparisons.numbers(comparison, left.number(), right.number())
                                .of(record))
                        .as("seed %d, round %d, %s", seed, round, comparison)
                        .isEqualTo(Ternary.of(comparison.holds(sign)));
            }
            assertThat(left.number().real(record)).isCloseTo(left.expected().doubleValue(), within(left.expected()));
        }
        assertThat(inUnits).isBetween(400, 3_600);
    }

    private static GenericFixed fixed(BigInteger number) {
        byte[] bytes = new byte[16];
        for (int i = 0; i < bytes.length; i++) {
            bytes[15 - i] = number.shiftRight(8 * i).byteValue();
        }
        return new GenericData.Fixed(SCHEMA.getField("cents").schema(), bytes);
    }

    /** Numbers that do not fit are worked out in full only if none is missing. */
    @Test
    void shouldNotWorkOutInFullWhatIsUnknown() {
        ExactNumber large = new ExactNumber(0) {
            @Override
            long units(GenericRecord record) {
                return CheckedLong.NONE;
            }

            @Override
            boolean isMissing(GenericRecord record) {
                return false;
            }

            @Override
            BigDecimal exact(GenericRecord record) {
                throw new AssertionError("worked out in full");
            }
        };
        GenericRecord empty = new GenericData.Record(SCHEMA);
        for (ExactNumber number : List.of(
                WHOLE,
                CENTS,
                new ExactNumbers.Sum(large, 1, WHOLE),
                new ExactNumbers.Product(large, CENTS),
                new ExactNumbers.Absolute(new ExactNumbers.Sum(CENTS, -1, large)))) {
            assertThat(Comparisons.numbers(ComparisonOperator.LESS, large, number)
                            .of(empty))
                    .isEqualTo(Ternary.UNKNOWN);
            assertThat(Comparisons.numbers(ComparisonOperator.LESS, number, large)
                            .of(empty))
                    .isEqualTo(Ternary.UNKNOWN);
            assertThat(number.real(empty)).isNaN();
        }
    }

    private static Offset<Double> within(BigDecimal expected) {
        return Offset.offset(Math.abs(expected.doubleValue()) * 1e-15);
    }

    /** Of few bits as often as of many, and sometimes at the end of what fits. */
    private static BigInteger unscaled(Random random, int mostBits) {
        if (random.nextInt(8) == 0) {
            return BigInteger.valueOf(random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE);
        }
        BigInteger number = new BigInteger(random.nextInt(mostBits + 1), random);
        return random.nextBoolean() ? number : number.negate();
    }

    private static Case made(Random random, Case[] fields, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            int which = random.nextInt(fields.length + 1);
            if (which < fields.length) {
                return fields[which];
            }
            BigDecimal written = new BigDecimal(unscaled(random, 70), random.nextInt(5));
            return new Case(new ExactNumbers.Literal(written), written);
        }
        Case left = made(random, fields, depth - 1);
        Case right = made(random, fields, depth - 1);
        BigDecimal first = left.expected();
        BigDecimal second = right.expected();
        return switch (random.nextInt(4)) {
            case 0 -> new Case(new ExactNumbers.Sum(left.number(), 1, right.number()), first.add(second));
            case 1 -> new Case(new ExactNumbers.Sum(left.number(), -1, right.number()), first.subtract(second));
            case 2 -> new Case(new ExactNumbers.Product(left.number(), right.number()), first.multiply(second));
            default -> new Case(new ExactNumbers.Absolute(left.number()), first.abs());
        };
    }
}
