package io.landfall.doctor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ClusterTest {
    @Test
    void shouldCloseWhileALoginHangs() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CompletableFuture<Map<String, String>> never = new CompletableFuture<>();
        Cluster cluster = new Cluster(
                () -> {
                    asked.countDown();
                    return never.join();
                },
                Duration.ofSeconds(1));
        Thread check = new Thread(cluster::admin);
        check.setDaemon(true);
        check.start();
        asked.await();

        assertThat(CompletableFuture.runAsync(cluster::close)).succeedsWithin(Duration.ofSeconds(10));
    }
}
