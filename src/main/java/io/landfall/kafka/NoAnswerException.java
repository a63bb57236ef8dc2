package io.landfall.kafka;

import java.time.Duration;
import org.apache.kafka.common.errors.TimeoutException;

/** Nothing came within the time that we wait, whatever Kafka's client still hopes for. */
public final class NoAnswerException extends TimeoutException {
    private static final long serialVersionUID = 1;

    NoAnswerException(Duration timeout) {
        super("Kafka does not answer within " + timeout.toSeconds() + " s");
    }
}
