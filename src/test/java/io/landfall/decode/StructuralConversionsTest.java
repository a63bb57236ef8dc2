package io.landfall.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.util.Utf8;
import org.junit.jupiter.api.Test;

class StructuralConversionsTest {
    private static final String SENTINEL = "Ada Lovelace";
    private static final Schema UNION = Fixtures.schema("['null', 'long', 'boolean']");
    private static final ValueConversion CHANGED = value -> value;

    @Test
    void shouldNameFieldAndTypeButNotTheValueThatIsInNoBranchOfItsUnion() {
        ValueConversion union =
                StructuralConversions.union(UNION, List.of(ValueConversion.NONE, CHANGED, ValueConversion.NONE));
        ValueConversion record = StructuralConversions.record(List.of("contact"), List.of(union));
        // The second is of a class that Avro does not know, which it says in other words.
        for (Object value : List.of(new Utf8(SENTINEL), Optional.of(SENTINEL))) {
            GenericData.Record order = new GenericData.Record(Fixtures.order(Fixtures.field("contact", "'long'")));
            order.put(0, value);

            assertThatThrownBy(() -> record.apply(order))
                    .isInstanceOfSatisfying(FieldProblemException.class, problem -> assertThat(problem.describe())
                            .isEqualTo("Field contact: a value of "
                                    + value.getClass().getSimpleName() + " is in no branch of its union"))
                    .hasNoCause();
        }
    }
}
