package io.landfall.local.feed;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;

/** Values in Avro's own terms. */
final class AvroValues {
    private AvroValues() {}

    /** A schema among the resources. */
    static Schema schema(String resource) {
        try (InputStream in = AvroValues.class.getResourceAsStream("/local/" + resource)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    static ByteBuffer decimal(long unscaled) {
        return ByteBuffer.wrap(BigInteger.valueOf(unscaled).toByteArray());
    }

    /** A decimal in as many bytes as the schema asks for, the sign carried to the left. */
    static GenericData.Fixed fixedDecimal(Schema schema, long unscaled) {
        byte[] bytes = new byte[schema.getFixedSize()];
        long rest = unscaled;
        for (int i = bytes.length - 1; i >= 0; i--) {
            bytes[i] = (byte) rest;
            rest >>= Byte.SIZE;
        }
        return new GenericData.Fixed(schema, bytes);
    }

    /** Days since the epoch. */
    static int day(long micros) {
        return (int) TimeUnit.MICROSECONDS.toDays(micros);
    }
}
