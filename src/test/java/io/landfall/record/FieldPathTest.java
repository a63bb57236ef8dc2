package io.landfall.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;

class FieldPathTest {
    private static final Schema SCHEMA = new Schema.Parser()
            .parse(
                    """
            {"type":"record","name":"Order","namespace":"io.acme","fields":[
              {"name":"id","type":"long"},
              {"name":"address","type":["null",{"type":"record","name":"Address","fields":[
                {"name":"street","type":["null","string"]}]}]},
              {"name":"lines","type":{"type":"array","items":"string"}},
              {"name":"choice","type":["null","int","string"]}]}""");

    private final GenericData.Record address = new GenericData.Record(
            SCHEMA.getField("address").schema().getTypes().get(1));
    private final GenericData.Record order = new GenericData.Record(SCHEMA);

    @Test
    void shouldReachIntoNestedRecords() {
        address.put("street", "Elm");
        order.put("address", address);

        assertThat(FieldPath.of(SCHEMA, "address.street").in(order)).isEqualTo("Elm");
    }

    @Test
    void shouldFindNothingWhereARecordOnTheWayIsMissing() {
        assertThat(FieldPath.of(SCHEMA, "address.street").in(order)).isNull();
    }

    @Test
    void shouldTellTheTypeWithoutNull() {
        assertThat(FieldPath.of(SCHEMA, "address.street").type().getType()).isEqualTo(Schema.Type.STRING);
        assertThat(FieldPath.of(SCHEMA, "choice").type().getType()).isEqualTo(Schema.Type.UNION);
    }

    @Test
    void shouldRefuseUnknownFieldsByName() {
        assertThatThrownBy(() -> FieldPath.of(SCHEMA, "price"))
                .isInstanceOf(SchemaMismatchException.class)
                .hasMessage("no field 'price' in record io.acme.Order");
        assertThatThrownBy(() -> FieldPath.of(SCHEMA, "address.zip"))
                .hasMessage("no field 'zip' in record io.acme.Address (looking for 'address.zip')");
    }

    @Test
    void shouldRefuseToReachIntoAnythingButRecords() {
        for (String path : List.of("lines.first", "choice.x", "id.x")) {
            assertThatThrownBy(() -> FieldPath.of(SCHEMA, path))
                    .isInstanceOf(SchemaMismatchException.class)
                    .hasMessageContaining("not a record");
        }
    }
}
