package io.landfall.topology;

import org.apache.kafka.common.KafkaException;

/**
 * A library failed on a record. Says what it threw and where, but not its message: libraries quote the values that they
 * choke on, and whatever ends a thread is logged.
 */
final class RecordFailedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private static final String OURS = "io.landfall.";

    private RecordFailedException(Throwable failure) {
        super(
                failure.getClass().getName() + " (its message is left out, for it may quote the record)",
                failure.getCause() == null ? null : new RecordFailedException(failure.getCause()));
        setStackTrace(failure.getStackTrace());
    }

    /** The failure itself if it is our own, which names no values, or Kafka's, which Kafka Streams answers to. */
    static RuntimeException of(RuntimeException failure) {
        return failure instanceof KafkaException || isOurs(failure) ? failure : new RecordFailedException(failure);
    }

    private static boolean isOurs(RuntimeException failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length > 0 && trace[0].getClassName().startsWith(OURS);
    }
}
