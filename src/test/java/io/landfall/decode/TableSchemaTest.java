package io.landfall.decode;

import static io.landfall.decode.Fixtures.field;
import static io.landfall.decode.Fixtures.order;
import static io.landfall.decode.Fixtures.schema;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.config.SourceConfig.Tombstones;
import io.landfall.decode.registry.InMemoryRegistry;
import io.landfall.decode.registry.RegisteredSchema;
import io.landfall.decode.registry.SubjectVersion;
import io.landfall.record.MetadataColumns;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableSchemaTest {

    private static TableSchema of(Schema registered) {
        return TableSchema.of(
                Fixtures.table(), new SubjectVersion(1, new RegisteredSchema(1, Optional.of(registered))));
    }

    private static void refuses(String path, String problem, Schema registered) {
        assertThatThrownBy(() -> of(registered))
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageStartingWith(path.isEmpty() ? "" : "Field " + path + ": ")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldRefuseRecursiveSchemas() {
        refuses("next", "recursive", order(field("id", "'long'"), field("next", "['null', 'Order']")));
        refuses(
                "tree.children[]",
                "recursive",
                order(field(
                        "tree",
                        "{'type': 'record', 'name': 'Node', 'fields': ["
                                + "{'name': 'children', 'type': {'type': 'array', 'items': 'Node'}}]}")));
    }

    @Test
    void shouldAcceptOneTypeInSeveralPlaces() {
        Schema schema = of(order(
                        field(
                                "from",
                                "{'type': 'record', 'name': 'Place', 'fields': [{'name': 'city', 'type': 'string'}]}"),
                        field("to", "['null', 'Place']")))
                .schema();
        assertThat(schema.getField("to").schema().getTypes().get(1))
                .isSameAs(schema.getField("from").schema());
    }

    @Test
    void shouldRefuseWhatHasNoColumnType() {
        refuses(
                "a.b",
                "without fields",
                order(field(
                        "a",
                        "{'type': 'record', 'name': 'A', 'fields': [{'name': 'b', 'type': "
                                + "{'type': 'record', 'name': 'B', 'fields': []}}]}")));
        refuses("nothing", "only null", order(field("nothing", "'null'")));
        refuses("nothing", "only null", order(field("nothing", "['null']")));
        refuses("list[]", "only null", order(field("list", "{'type': 'array', 'items': 'null'}")));
        refuses("map{}", "only null", order(field("map", "{'type': 'map', 'values': 'null'}")));
        refuses("f", "no bytes", order(field("f", "{'type': 'fixed', 'name': 'F', 'size': 0}")));
        refuses("", "needs a record", schema("'long'"));
    }

    @Test
    void shouldRefuseNamesThatColumnsDoNotTellApart() {
        refuses("ID", "upper and lower case", order(field("id", "'long'"), field("ID", "'long'")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {MetadataColumns.RECORD_HASH, "Batch_Id", MetadataColumns.LOAD_TIMESTAMP, "update_timestamp"})
    void shouldRefuseNamesOfColumnsThatAreAdded(String name) {
        refuses(name, "adds a column", order(field(name, "'long'")));
    }

    @Test
    void shouldAllowThoseNamesFurtherDown() {
        of(order(field("a", "{'type': 'record', 'name': 'A', 'fields': [{'name': 'record_hash', 'type': 'string'}]}")));
    }

    @Test
    void shouldRefuseASubjectWithoutSchema() {
        assertThatThrownBy(() -> new TableSchemas(Fixtures.table(), new InMemoryRegistry()).newest())
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageContaining(Fixtures.SUBJECT);
    }

    @Test
    void shouldRefuseAKeyFieldThatDoesNotExist() {
        assertThatThrownBy(() -> TableSchema.of(
                        Fixtures.table(Tombstones.LAND, "code"),
                        new SubjectVersion(1, new RegisteredSchema(1, Optional.of(order(field("id", "'long'")))))))
                .isInstanceOf(UnsupportedSchemaException.class)
                .hasMessageContaining("code");
    }

    @Test
    void shouldMakeFieldsNullableWhereTombstonesLand() {
        Schema registered =
                order(field("id", "'long'"), field("note", "['string', 'null']"), field("any", "['int', 'string']"));
        Schema landed = TableSchema.of(
                        Fixtures.table(Tombstones.LAND, null),
                        new SubjectVersion(1, new RegisteredSchema(1, Optional.of(registered))))
                .schema();
        assertThat(landed.getFields()).allMatch(field -> field.schema().isNullable());
    }

    @Test
    void shouldPutNullFirstInEveryLandedUnion() {
        Schema landed = of(order(field("note", "['string', 'null']"))).schema();
        assertThat(landed.getField("note").schema().getTypes().get(0).getType()).isEqualTo(Schema.Type.NULL);
    }

    @Test
    void shouldLandBranchesOfTheSameLandedTypeAsOne() {
        Schema landed = of(order(field(
                        "ref",
                        "['null', 'string', {'type': 'fixed', 'name': 'Id', 'size': 16, 'logicalType': 'uuid'}]")))
                .schema();
        assertThat(landed.getField("ref").schema()).isEqualTo(schema("['null', 'string']"));
    }

    @Test
    void shouldTreatALogicalTypeThatDoesNotFitItsTypeAsNone() {
        Schema landed = of(order(
                        field("a", "{'type': 'bytes', 'logicalType': 'decimal', 'precision': 2, 'scale': 5}"),
                        field("b", "{'type': 'string', 'logicalType': 'date'}")))
                .schema();
        assertThat(landed.getField("a").schema()).isEqualTo(Schema.create(Schema.Type.BYTES));
        assertThat(landed.getField("b").schema()).isEqualTo(Schema.create(Schema.Type.STRING));
    }
}
