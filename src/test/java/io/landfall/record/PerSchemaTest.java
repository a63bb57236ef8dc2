package io.landfall.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;

class PerSchemaTest {
    @Test
    void shouldCompileEachSchemaObjectOnce() {
        List<Schema> compiled = new ArrayList<>();
        PerSchema<Object> plans = new PerSchema<>(schema -> {
            compiled.add(schema);
            return new Object();
        });
        Schema one = schema();
        Schema equalToOne = schema();

        Object first = plans.of(one);
        Object second = plans.of(equalToOne);

        assertThat(second).isNotSameAs(first);
        assertThat(plans.of(one)).isSameAs(first);
        assertThat(plans.of(one)).isSameAs(first);
        assertThat(plans.of(equalToOne)).isSameAs(second);
        assertThat(compiled).hasSize(2);
    }

    private static Schema schema() {
        return SchemaBuilder.record("r").fields().requiredString("a").endRecord();
    }
}
