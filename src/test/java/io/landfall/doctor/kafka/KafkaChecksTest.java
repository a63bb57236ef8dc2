package io.landfall.doctor.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.Diagnosis;
import io.landfall.doctor.Doctor;
import io.landfall.doctor.Fault;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What no broker is needed for; the rest is in {@code DoctorIT}. */
class KafkaChecksTest {
    private static final String SECRET = "password=hunter2";

    @TempDir
    Path folder;

    private Diagnosis examine(Map<String, String> properties, Duration timeout) throws IOException {
        LandfallConfig config = ConfigLoader.load(
                Files.writeString(
                        folder.resolve("landfall.yaml"),
                        """
                        application: inventory
                        source_system: PG
                        kafka: { bootstrap_servers: localhost:9092 }
                        schema_registry: { url: http://localhost:8081 }
                        landing: { root: s3://landing/app }
                        tables: { bz_orders: { topic: orders } }
                        """),
                Optional.empty());
        try (KafkaChecks checks = new KafkaChecks(config, () -> properties, timeout, Clock.systemUTC())) {
            return Doctor.examine(checks.checks(), timeout);
        }
    }

    static Stream<Arguments> errors() {
        return Stream.of(
                Arguments.of(new SaslAuthenticationException(SECRET), Fault.KAFKA_LOGIN),
                Arguments.of(new SslAuthenticationException(SECRET), Fault.KAFKA_LOGIN),
                Arguments.of(new TopicAuthorizationException(SECRET), Fault.KAFKA_DENIED),
                Arguments.of(new ClusterAuthorizationException(SECRET), Fault.KAFKA_DENIED),
                Arguments.of(new TimeoutException(SECRET), Fault.KAFKA_UNREACHABLE),
                Arguments.of(new KafkaException(SECRET), Fault.KAFKA_CLIENT));
    }

    @ParameterizedTest
    @MethodSource("errors")
    void shouldSayWhatAnErrorMeansWithoutItsMessage(KafkaException error, Fault fault) {
        CheckResult finding = KafkaFaults.finding(CheckName.BROKERS, "", error);

        assertThat(finding.fault()).contains(fault);
        assertThat(finding.found()).contains(error.getClass().getSimpleName()).doesNotContain("hunter2");
    }

    @Test
    void shouldSayThatNoClientCanBeMade() throws IOException {
        Diagnosis diagnosis = examine(
                Map.of(
                        "bootstrap.servers", "127.0.0.1:1",
                        "security.protocol", "SSL",
                        "ssl.truststore.location", "/nowhere/hunter2"),
                Duration.ofSeconds(10));

        assertThat(diagnosis.findings().get(0).fault()).contains(Fault.KAFKA_CLIENT);
        assertThat(diagnosis.findings()).noneMatch(finding -> finding.found().contains("hunter2"));
    }

    @Test
    void shouldSayThatWhatAnswersIsNoBroker() throws IOException {
        try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Diagnosis diagnosis =
                    examine(Map.of("bootstrap.servers", "127.0.0.1:" + silent.getLocalPort()), Duration.ofSeconds(4));

            assertThat(diagnosis.findings().get(0).fault()).contains(Fault.KAFKA_UNREACHABLE);
        }
    }
}
