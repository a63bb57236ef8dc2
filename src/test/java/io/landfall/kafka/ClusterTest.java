package io.landfall.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** What no broker is needed for. */
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
        Thread check = new Thread(cluster::brokers);
        check.setDaemon(true);
        check.start();
        asked.await();

        assertThat(CompletableFuture.runAsync(cluster::close)).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void shouldSayThatNothingAnswers() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Cluster cluster = Cluster.connect(servers(silent), Duration.ofSeconds(1))) {
            assertThatThrownBy(cluster::topics)
                    .isInstanceOfSatisfying(NoAnswerException.class, e -> assertThat(KafkaMessages.unanswered(e))
                            .isEqualTo("Kafka does not answer within 1 s"));
        }
    }

    @Test
    void shouldStopWaitingWhenInterrupted() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Cluster cluster = Cluster.connect(servers(silent), Duration.ofMinutes(1))) {
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            Thread check = new Thread(cluster::topics);
            check.setUncaughtExceptionHandler((thread, failure) -> thrown.set(failure));
            check.start();
            check.interrupt();
            check.join(Duration.ofSeconds(30).toMillis());

            assertThat(thrown.get())
                    .isInstanceOfSatisfying(InterruptException.class, e -> assertThat(KafkaMessages.unanswered(e))
                            .isEqualTo("interrupted while asking Kafka"));
        }
    }

    @Test
    void shouldNotQuoteWhatKafkasClientRefuses() {
        assertThatThrownBy(() -> Cluster.connect(
                        Map.of("bootstrap.servers", "localhost:1", "retries", "hunter2"), Duration.ofSeconds(1)))
                .isInstanceOfSatisfying(KafkaException.class, e -> assertThat(KafkaMessages.refused("kafka.x", e))
                        .startsWith("no Kafka client can be made of kafka.x (ConfigException): ")
                        .doesNotContain("hunter2"));
    }

    @Test
    void shouldSayThatKafkaSaidWhatItSaid() {
        assertThat(KafkaMessages.unanswered(new TopicAuthorizationException("not yours")))
                .isEqualTo("Kafka: not yours");
    }

    private static Map<String, String> servers(ServerSocket silent) {
        return Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort());
    }
}
