package io.landfall.doctor.kafka;

import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;

/** What Kafka's errors mean. */
final class KafkaFaults {
    private KafkaFaults() {}

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
}
