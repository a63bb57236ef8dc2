package io.landfall.local.feed;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/** Writes the Confluent wire format: a zero, the schema's id in four bytes, Avro's binary form. Not for many threads. */
public final class WireEncoder {
    private final GenericDatumWriter<GenericRecord> writer;
    private final byte[] header;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream(512);
    private BinaryEncoder encoder;

    /**
     * An encoder for records of one schema.
     *
     * @param id the registry's, of the schema
     */
    public WireEncoder(Schema schema, int id) {
        this.writer = new GenericDatumWriter<>(schema);
        this.header = header(id);
    }

    static byte[] header(int id) {
        return ByteBuffer.allocate(5).put((byte) 0).putInt(id).array();
    }

    /** One record's bytes. */
    public byte[] encode(GenericRecord row) {
        try {
            out.reset();
            out.write(header);
            encoder = EncoderFactory.get().binaryEncoder(out, encoder);
            writer.write(row, encoder);
            encoder.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }
}
