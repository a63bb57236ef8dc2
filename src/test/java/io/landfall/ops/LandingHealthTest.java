package io.landfall.ops;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.landing.LandingListener;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.Shard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandingHealthTest {
    private static final Shard FIRST = new Shard("bz_orders", 1, "orders", 0);
    private static final Shard SECOND = new Shard("bz_orders", 1, "orders", 1);

    private final List<String> heard = new ArrayList<>();
    private final Health health = new Health();
    private final LandingHealth landing = new LandingHealth(health, new LandingListener() {
        @Override
        public void uploadFailed(Shard shard, String reason) {
            heard.add(shard + ": " + reason);
        }
    });

    @Test
    void shouldNotBeReadyUntilTheLastFailingShardLanded() {
        landing.uploadFailed(FIRST, "503");
        landing.uploadFailed(SECOND, "503");
        assertThat(health.readiness().reasons())
                .containsEntry("landing", "the landing area fails for 2 shard(s), among them bz_orders/g1/orders-0");

        landing.segmentLanded(Segments.of(FIRST, Ledger.EMPTY), 1, Duration.ZERO);
        assertThat(health.readiness().ok()).isFalse();

        landing.segmentLanded(Segments.of(SECOND, Ledger.EMPTY), 1, Duration.ZERO);
        assertThat(health.readiness().ok()).isTrue();
    }

    @Test
    void shouldNotBeReadyWhileAShardCannotBeOpened() {
        landing.openingFailed(FIRST, "503");
        assertThat(health.readiness().reasons())
                .containsEntry("landing", "the landing area fails for 1 shard(s), among them bz_orders/g1/orders-0");

        landing.shardOpened(FIRST, 0);
        assertThat(health.readiness().ok()).isTrue();

        landing.openingFailed(FIRST, "503");
        landing.shardClosed(FIRST);
        assertThat(health.readiness().ok()).isTrue();
    }

    @Test
    void shouldForgetAShardThatMovedAway() {
        landing.uploadFailed(FIRST, "503");

        landing.shardLost(FIRST);

        assertThat(health.readiness().ok()).isTrue();
    }

    @Test
    void shouldPassOnWhatItHears() {
        landing.uploadFailed(FIRST, "503");

        assertThat(heard).containsExactly("bz_orders/g1/orders-0: 503");
    }
}
