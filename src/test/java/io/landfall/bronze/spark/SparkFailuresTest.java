package io.landfall.bronze.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.delta.exceptions.ConcurrentAppendException;
import io.delta.exceptions.MetadataChangedException;
import org.junit.jupiter.api.Test;

class SparkFailuresTest {
    @Test
    void shouldKnowAConflictThatGoesAwayWhenItIsTriedAgain() {
        Exception conflict = new ConcurrentAppendException("added files");

        assertThat(SparkFailures.isConflict(conflict)).isTrue();
        assertThat(SparkFailures.isConflict(new IllegalStateException(conflict)))
                .isTrue();
    }

    @Test
    void shouldTakeNothingElseForAConflict() {
        assertThat(SparkFailures.isConflict(new MetadataChangedException("another schema")))
                .isFalse();
        assertThat(SparkFailures.isConflict(new IllegalStateException("DELTA_CONCURRENT_APPEND")))
                .isFalse();
    }
}
