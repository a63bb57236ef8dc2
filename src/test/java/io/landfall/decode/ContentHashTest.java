package io.landfall.decode;

import static io.landfall.decode.Fixtures.SUBJECT;
import static io.landfall.decode.Fixtures.field;
import static io.landfall.decode.Fixtures.framed;
import static io.landfall.decode.Fixtures.order;
import static io.landfall.decode.Fixtures.passed;
import static io.landfall.decode.Fixtures.source;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.decode.registry.InMemoryRegistry;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class ContentHashTest {
    private final InMemoryRegistry registry = new InMemoryRegistry();

    private byte[] hash(int id, int... body) {
        byte[] bytes = new byte[body.length];
        for (int i = 0; i < body.length; i++) {
            bytes[i] = (byte) body[i];
        }
        return passed(new Decoder(new TableSchemas(Fixtures.table(), registry)).decode(source(framed(id, bytes))))
                .contentHash();
    }

    @Test
    void shouldHashTheBodyAsWrittenWhereItsEncodingIsUnique() throws NoSuchAlgorithmException {
        int id = registry.register(SUBJECT, order(field("id", "'long'"), field("name", "'string'")));
        byte[] expected = MessageDigest.getInstance("SHA-256").digest(new byte[] {14, 2, 'x'});
        assertThat(hash(id, 14, 2, 'x')).isEqualTo(expected);
        assertThat(hash(id, 0x8E, 0, 2, 'x')).as("a number in a longer form").isEqualTo(expected);
        assertThat(hash(id, 16, 2, 'x')).isNotEqualTo(expected);
    }

    @Test
    void shouldNotDependOnTheOrderOfMapsNorOnBlocks() {
        Schema schema = order(field("tags", "{'type': 'map', 'values': {'type': 'array', 'items': 'long'}}"));
        int id = registry.register(SUBJECT, schema);
        byte[] expected = hash(id, 4, 2, 'a', 4, 2, 4, 0, 2, 'b', 0, 0);
        assertThat(hash(id, 4, 2, 'b', 0, 2, 'a', 4, 2, 4, 0, 0))
                .as("other order")
                .isEqualTo(expected);
        assertThat(hash(id, 2, 2, 'b', 0, 2, 2, 'a', 2, 2, 2, 4, 0, 0))
                .as("two blocks")
                .isEqualTo(expected);
        assertThat(hash(id, 3, 18, 2, 'b', 0, 2, 'a', 4, 2, 4, 0, 0))
                .as("a block with its size")
                .isEqualTo(expected);
        assertThat(hash(id, 6, 2, 'a', 0, 2, 'a', 4, 2, 4, 0, 2, 'b', 0, 0))
                .as("a key twice")
                .isEqualTo(expected);
        assertThat(hash(id, 4, 2, 'a', 4, 4, 2, 0, 2, 'b', 0, 0))
                .as("items have an order")
                .isNotEqualTo(expected);
    }

    @Test
    void shouldNotDependOnTheTablesSchema() {
        Schema wide = order(
                field("id", "'long'"), "{'name': 'tags', 'type': {'type': 'map', 'values': 'long'}, 'default': {}}");
        int id = registry.register(SUBJECT, wide);
        byte[] before = hash(id, 14, 2, 2, 'a', 2, 0);
        registry.register(SUBJECT, order(field("id", "'long'")));
        assertThat(hash(id, 14, 2, 2, 'a', 2, 0)).isEqualTo(before);
    }
}
