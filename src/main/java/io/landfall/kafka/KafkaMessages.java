package io.landfall.kafka;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;

/** Says in a line why Kafka could not be asked. */
public final class KafkaMessages {
    private KafkaMessages() {}

    /** Why a question has no answer. */
    public static String unanswered(KafkaException reason) {
        boolean ours = reason instanceof NoAnswerException || reason instanceof InterruptException;
        String message = String.valueOf(reason.getMessage());
        return ours ? message : "Kafka: " + message;
    }

    /** That no client can be made of the values of some keys. The reason is named only: its message may quote a value. */
    public static String refused(String keyPaths, KafkaException refusal) {
        Throwable reason = refusal;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return "no Kafka client can be made of " + keyPaths + " ("
                + reason.getClass().getSimpleName() + "): are hosts, files and passwords right?";
    }
}
