package io.landfall.local.feed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.DecoderFactory;

/** Reads the generator's rows back. */
final class MessageReader {
    private static final int HEADER = WireEncoder.header(0).length;

    private final Map<String, GenericDatumReader<GenericRecord>> readers = Arrays.stream(GeneratedTable.values())
            .collect(Collectors.toMap(GeneratedTable::table, table -> new GenericDatumReader<>(table.schema())));

    /** The row of a message that has one. */
    GenericRecord read(Message message) {
        byte[] value = message.value();
        try {
            return readers.get(message.table())
                    .read(null, DecoderFactory.get().binaryDecoder(value, HEADER, value.length - HEADER, null));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
