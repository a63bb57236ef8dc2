package io.landfall.local.feed;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Topics of the local broker. */
public final class Topics {
    private static final int LOOKS = 200;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

    private Topics() {}

    /**
     * Creates a topic where it does not exist, and waits until the broker has heard of it: its controller knows first.
     *
     * @throws IllegalStateException if that does not work
     */
    public static void create(Admin admin, String topic, int partitions) {
        try {
            admin.createTopics(List.of(new NewTopic(topic, partitions, (short) 1)))
                    .all()
                    .get();
            for (int look = 0; look < LOOKS && !isKnown(admin, topic); look++) {
                Thread.sleep(BETWEEN_LOOKS.toMillis());
            }
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw new IllegalStateException("cannot create the topic " + topic, e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        }
    }

    private static boolean isKnown(Admin admin, String topic) throws InterruptedException, ExecutionException {
        try {
            return admin.describeTopics(List.of(topic)).allTopicNames().get().get(topic).partitions().stream()
                    .noneMatch(partition ->
                            partition.leader() == null || partition.leader().isEmpty());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw e;
        }
    }
}
