package io.landfall.privacy;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.privacy.RecordPlan.Change;
import io.landfall.privacy.RecordPlan.Changed;
import java.util.List;
import java.util.Optional;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class FieldProtectionTest {
    @Test
    void shouldNotQuoteAValueThatIsInNoBranchOfItsUnion() {
        Schema number = Schema.create(Schema.Type.LONG);
        Schema flag = Schema.create(Schema.Type.BOOLEAN);
        Change change = FieldProtection.byBranch(
                Schema.createUnion(number, flag),
                List.of(new Changed(number, Change.NONE), new Changed(flag, Change.NONE)));

        // The second is of a class that Avro does not know, which it says in other words.
        for (Object value : List.of("Ada Lovelace", Optional.of("Ada Lovelace"))) {
            assertThatThrownBy(() -> change.apply(value))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageNotContaining("Ada")
                    .hasNoCause();
        }
    }
}
