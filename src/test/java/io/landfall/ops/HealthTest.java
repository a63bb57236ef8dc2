package io.landfall.ops;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HealthTest {
    private final Health health = new Health("kafka", "landing");

    @Test
    void shouldNotBeReadyBeforeEachConditionWasToldAbout() {
        health.ready("kafka");

        assertThat(health.readiness().ok()).isFalse();
        assertThat(health.readiness().reasons()).containsEntry("kafka", "").containsEntry("landing", "starting");
    }

    @Test
    void shouldBeReadyWhileAllConditionsHold() {
        health.ready("kafka");
        health.ready("landing");
        assertThat(health.readiness().ok()).isTrue();

        health.notReady("landing", "no answer");
        assertThat(health.readiness().ok()).isFalse();

        health.ready("landing");
        assertThat(health.readiness().ok()).isTrue();
    }

    @Test
    void shouldStayLiveWhileWaitingCanHelp() {
        health.notReady("kafka", "no broker answers");

        assertThat(health.liveness().ok()).isTrue();
    }

    @Test
    void shouldBeNeitherLiveNorReadyOncePastRepair() {
        health.ready("kafka");
        health.ready("landing");

        health.failed("streams", "all threads ended");

        assertThat(health.liveness().ok()).isFalse();
        assertThat(health.readiness().ok()).isFalse();
        assertThat(health.liveness().json())
                .isEqualTo(
                        "{\"ok\":false,\"conditions\":{\"streams\":{\"ok\":false,\"reason\":\"all threads ended\"}}}");
    }

    @Test
    void shouldNotHoldWithoutAReason() {
        health.ready("landing");
        health.notReady("kafka", "");

        assertThat(health.readiness().json())
                .isEqualTo("{\"ok\":false,\"conditions\":{\"kafka\":{\"ok\":false,\"reason\":\"unknown\"},"
                        + "\"landing\":{\"ok\":true}}}");
    }
}
