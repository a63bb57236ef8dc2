package io.landfall.decode;

import io.landfall.decode.registry.InMemoryRegistry;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericRecord;

/**
 * Random records of a random schema, as the decode stage hands them on. The same seed gives the same.
 *
 * @param schema of the records
 */
public record LandedSamples(Schema schema, List<GenericRecord> records) {

    /**
     * @param everyScalar whether the schema has a field of every scalar type
     */
    public static LandedSamples of(long seed, boolean everyScalar, int count) {
        RandomAvro random = new RandomAvro(seed);
        Schema written = random.schema(everyScalar);
        InMemoryRegistry registry = new InMemoryRegistry();
        int id = registry.register(Fixtures.SUBJECT, written);
        Decoder decoder = new Decoder(new TableSchemas(Fixtures.table(), registry));
        List<GenericRecord> records = IntStream.range(0, count)
                .mapToObj(i -> Fixtures.body(written, random.sample(written).written()))
                .map(body -> Fixtures.passed(decoder.decode(Fixtures.source(Fixtures.framed(id, body))))
                        .value())
                .toList();
        return new LandedSamples(decoder.table().schema(), records);
    }
}
