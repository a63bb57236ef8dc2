package io.landfall.bronze.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.exceptions.ConcurrentAppendException;
import io.delta.exceptions.MetadataChangedException;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void shouldKnowAConflictThatGoesAwayWhenItIsTriedAgain() {
        Exception conflict = new ConcurrentAppendException("added files");

        assertThat(Failures.isConflict(conflict)).isTrue();
        assertThat(Failures.isConflict(new IllegalStateException(conflict))).isTrue();
    }

    @Test
    void shouldTakeNothingElseForAConflict() {
        assertThat(Failures.isConflict(new MetadataChangedException("another schema")))
                .isFalse();
        assertThat(Failures.isConflict(new IllegalStateException("DELTA_CONCURRENT_APPEND")))
                .isFalse();
    }
}
