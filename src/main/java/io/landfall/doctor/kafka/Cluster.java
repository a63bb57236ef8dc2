package io.landfall.doctor.kafka;

import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** A client of the cluster, made when it is first needed, and what its errors mean. */
final class Cluster implements AutoCloseable {
    private final Supplier<Map<String, String>> properties;
    private final Duration timeout;
    private volatile Optional<Admin> client = Optional.empty();

    /**
     * A cluster that nobody was asked about yet.
     *
     * @param properties of the service's clients
     * @param timeout of a check
     */
    Cluster(Supplier<Map<String, String>> properties, Duration timeout) {
        this.properties = properties;
        this.timeout = timeout;
    }

    synchronized Admin admin() {
        if (client.isEmpty()) {
            Map<String, Object> own = new HashMap<>(properties.get());
            long patience = Math.max(1, DoctorCheck.patience(timeout).toMillis());
            own.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(patience));
            own.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, Long.toString(patience));
            client = Optional.of(Admin.create(own));
        }
        return client.get();
    }

    /** The answer; the exception that it failed with, if it did. */
    static <T> T ask(KafkaFuture<T> answer) throws Exception {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception failure ? failure : e;
        }
    }

    /** A check whose errors are told as Kafka means them. */
    static DoctorCheck check(CheckName name, DoctorCheck.Look look) {
        return new DoctorCheck(name, () -> {
            try {
                return look.look();
            } catch (KafkaException e) {
                return List.of(finding(name, "", e));
            }
        });
    }

    /** Names the kind of error only: its message may quote a value of the configuration. */
    static CheckResult finding(CheckName name, String subject, KafkaException error) {
        return CheckResult.of(name, fault(error), subject, error.getClass().getSimpleName());
    }

    private static Fault fault(KafkaException error) {
        if (error instanceof AuthenticationException) {
            return Fault.KAFKA_LOGIN;
        }
        if (error instanceof AuthorizationException) {
            return Fault.KAFKA_DENIED;
        }
        return error instanceof RetriableException ? Fault.KAFKA_UNREACHABLE : Fault.KAFKA_CLIENT;
    }

    /** Does not wait for a login that hangs: its check was late, and its client dies with the process. */
    @Override
    public void close() {
        client.ifPresent(admin -> admin.close(Duration.ZERO));
    }
}
