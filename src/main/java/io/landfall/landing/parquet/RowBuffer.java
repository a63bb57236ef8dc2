package io.landfall.landing.parquet;

import io.landfall.landing.store.BufferInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;

/**
 * The rows of a small segment, in Avro's binary form. A Parquet writer takes megabytes of heap however little it holds;
 * this takes what the rows take, so that thousands of quiet shards can be open.
 */
public final class RowBuffer {
    private final Schema schema;
    private final ChunkedBuffer chunks = new ChunkedBuffer();
    private final GenericDatumWriter<GenericRecord> writer;
    private final BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(chunks, null);
    private long rows;

    public RowBuffer(Schema schema) {
        this.schema = schema;
        this.writer = new GenericDatumWriter<>(schema);
    }

    public void add(GenericRecord row) {
        try {
            writer.write(row, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rows++;
    }

    /** Bytes of its rows. */
    public long size() {
        return chunks.length();
    }

    /** Heap in use. */
    public long held() {
        return chunks.held();
    }

    /** Moves its rows to a Parquet file. */
    public void drainTo(SegmentParquet file) {
        BinaryDecoder decoder = DecoderFactory.get().binaryDecoder(new BufferInputStream(chunks.takeAll()), null);
        GenericDatumReader<GenericRecord> reader = new GenericDatumReader<>(schema);
        try {
            for (; rows > 0; rows--) {
                file.write(reader.read(null, decoder), 0);
            }
            file.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
