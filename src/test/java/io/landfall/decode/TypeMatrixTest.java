package io.landfall.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.decode.registry.RegisteredSchema;
import io.landfall.decode.registry.SubjectVersion;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.avro.AvroSchemaConverter;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TypeMatrixTest {

    static Iterable<TypeMatrix.Row> rows() {
        return TypeMatrix.ROWS;
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldLandTheParquetTypeItPublishes(TypeMatrix.Row row) {
        Schema registered = Fixtures.order(Fixtures.field("x", row.sample()));
        Schema landed = TableSchema.of(
                        Fixtures.table(), new SubjectVersion(1, new RegisteredSchema(1, Optional.of(registered))))
                .schema();
        Configuration threeLevelLists = new Configuration(false);
        threeLevelLists.setBoolean("parquet.avro.write-old-list-structure", false);
        Type x = new AvroSchemaConverter(threeLevelLists).convert(landed).getType("x");
        StringBuilder text = new StringBuilder();
        x.writeToStringBuilder(text, "");
        String type = text.toString()
                .replaceAll("\\s+", " ")
                .replaceFirst("^(required|optional) ", "")
                .trim();
        // Its name stands after the type: "int64 x (…)" and "group x {…}".
        assertThat(type.replaceFirst(" x\\b", "")).isEqualTo(row.parquet());
    }
}
