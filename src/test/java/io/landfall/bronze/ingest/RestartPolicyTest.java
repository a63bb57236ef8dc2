package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.spark.SparkFailures;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RestartPolicyTest {
    private static final RestartPolicy POLICY = new RestartPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(5));

    @Test
    void shouldWaitLongerAfterEachFailureAndThenGiveUp() {
        IOException failure = new IOException("lost");
        assertThat(POLICY.after(1, failure)).contains(Duration.ofSeconds(1));
        assertThat(POLICY.after(2, failure)).contains(Duration.ofSeconds(2));
        assertThat(POLICY.after(3, failure)).contains(Duration.ofSeconds(4));
        assertThat(POLICY.after(4, failure)).contains(Duration.ofSeconds(5));
        assertThat(POLICY.after(5, failure)).isEmpty();
    }

    @Test
    void shouldStartAgainAtOnceWhenTheSchemaChanged() {
        Throwable failure = new IllegalStateException(new UnknownFieldException());
        assertThat(POLICY.after(1, failure)).contains(Duration.ZERO);
        assertThat(POLICY.after(5, failure)).isEmpty();
    }

    @Test
    void shouldNotTryAgainWhatStaysWrong() {
        assertThat(POLICY.after(1, new IllegalStateException(new BronzeException("no such column"))))
                .isEmpty();
    }

    @Test
    void shouldTellFailuresWithoutTheMessagesOfOthers() {
        Throwable failure = new IllegalStateException("jane@example.com", new IOException("4111 1111"));
        assertThat(SparkFailures.message(failure))
                .startsWith("java.lang.IllegalStateException < java.io.IOException at io.landfall.bronze.")
                .doesNotContain("jane", "4111");
        assertThat(SparkFailures.code(failure)).isEqualTo("IOException");
        assertThat(SparkFailures.code(new IllegalStateException(new BronzeException("ours"))))
                .isEqualTo("BronzeException");
        assertThat(SparkFailures.message(new IllegalStateException(new BronzeException("ours"))))
                .isEqualTo("ours");
    }

    /** Named as Auto Loader's. */
    private static final class UnknownFieldException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
