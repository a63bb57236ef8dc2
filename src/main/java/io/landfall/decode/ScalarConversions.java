package io.landfall.decode;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.UUID;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.util.Utf8;

/** The conversions of single values that the type matrix asks for. */
final class ScalarConversions {
    /** Beyond it a reader that counts microseconds in 64 bits fails on the whole file. */
    private static final long MAX_MILLIS = Long.MAX_VALUE / 1000;

    private ScalarConversions() {}

    /** Decimals of up to 38 digits, to two's complement of the landed fixed's size. */
    static ValueConversion decimalToFixed(Schema fixed, int precision) {
        int size = fixed.getFixedSize();
        BigInteger limit = BigInteger.TEN.pow(precision);
        long longLimit = size == Long.BYTES ? limit.longValueExact() : 0;
        return value -> {
            byte[] unscaled = bytes(value);
            byte[] landed = new byte[size];
            if (size == Long.BYTES && unscaled.length <= Long.BYTES) {
                long number = asLong(unscaled);
                requireDigits(number > -longLimit && number < longLimit);
                ByteBuffer.wrap(landed).putLong(number);
            } else {
                BigInteger number = asInteger(unscaled);
                requireDigits(number.abs().compareTo(limit) < 0);
                signExtend(number.toByteArray(), landed);
            }
            return new GenericData.Fixed(fixed, landed);
        };
    }

    /** Decimals of more than 38 digits: no lake type holds them as numbers. */
    static ValueConversion decimalToText(int precision, int scale) {
        return value -> {
            BigInteger number = asInteger(bytes(value));
            requireDigits(new BigDecimal(number).precision() <= precision);
            return new Utf8(new BigDecimal(number, scale).toPlainString());
        };
    }

    /** Avro's big-decimal, each value with a scale of its own: bytes that hold the unscaled bytes and the scale. */
    static Object bigDecimalToText(Object value) {
        BodyDecoder in = new BodyDecoder().read(bytes(value), 0);
        BigInteger unscaled = asInteger(in.readBytes(null).array());
        int scale = in.readInt();
        if (!in.exhausted()) {
            throw new FieldProblemException("it is not a big-decimal");
        }
        // Not the plain string: a scale of two thousand million would write as many zeros.
        return new Utf8(new BigDecimal(unscaled, scale).toString());
    }

    /** A fixed of 16 bytes, most significant first, to the usual text. */
    static Object uuidToText(Object value) {
        ByteBuffer bytes = ByteBuffer.wrap(bytes(value));
        return new Utf8(new UUID(bytes.getLong(), bytes.getLong()).toString());
    }

    /** Avro's duration: three unsigned numbers of 32 bits, least significant byte first. */
    static ValueConversion duration(Schema landed) {
        return value -> {
            ByteBuffer bytes = ByteBuffer.wrap(bytes(value)).order(ByteOrder.LITTLE_ENDIAN);
            GenericRecord duration = new GenericData.Record(landed);
            for (int part = 0; part < 3; part++) {
                duration.put(part, Integer.toUnsignedLong(bytes.getInt()));
            }
            return duration;
        };
    }

    /** Leaves milliseconds as they are, if they can be told in microseconds. */
    static Object requireMillis(Object value) {
        long millis = (Long) value;
        if (millis > MAX_MILLIS || millis < -MAX_MILLIS) {
            throw new FieldProblemException("a time is further away than a column of microseconds reaches");
        }
        return value;
    }

    private static byte[] bytes(Object value) {
        return value instanceof GenericFixed fixed ? fixed.bytes() : ((ByteBuffer) value).array();
    }

    private static long asLong(byte[] unscaled) {
        requireDigits(unscaled.length > 0);
        long number = unscaled[0];
        for (int i = 1; i < unscaled.length; i++) {
            number = number << 8 | (unscaled[i] & 0xFF);
        }
        return number;
    }

    private static BigInteger asInteger(byte[] unscaled) {
        requireDigits(unscaled.length > 0);
        return new BigInteger(unscaled);
    }

    private static void requireDigits(boolean fits) {
        if (!fits) {
            throw new FieldProblemException("a decimal has more digits than its type declares, or none");
        }
    }

    private static void signExtend(byte[] number, byte[] target) {
        int padding = target.length - number.length;
        Arrays.fill(target, 0, padding, (byte) (number[0] >> 7));
        System.arraycopy(number, 0, target, padding, number.length);
    }
}
