package io.landfall.cli;

import io.landfall.config.LandfallConfig;
import io.landfall.kafka.Cluster;
import io.landfall.kafka.KafkaMessages;
import io.landfall.kafka.NoAnswerException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.KafkaException;

/** Checks that the topics exist; makes the quarantine topic, which is the service's own. */
final class KafkaTopics {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private KafkaTopics() {}

    /** What is missing, one line a problem. */
    static List<String> problems(LandfallConfig config, Map<String, String> kafka) {
        Map<String, String> properties = new HashMap<>(kafka);
        properties.putIfAbsent(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, Long.toString(TIMEOUT.toMillis()));
        try (Cluster cluster = Cluster.connect(properties, TIMEOUT)) {
            return problems(config, cluster);
        } catch (KafkaException e) {
            return List.of(KafkaMessages.refused("kafka.bootstrap_servers and kafka.properties", e));
        }
    }

    private static List<String> problems(LandfallConfig config, Cluster cluster) {
        try {
            Set<String> existing = cluster.topics();
            List<String> problems = new ArrayList<>();
            for (String topic : new TreeSet<>(config.tables().values().stream()
                    .map(table -> table.source().topic())
                    .toList())) {
                if (!existing.contains(topic)) {
                    problems.add("topic " + topic + " does not exist, or this user may not describe it");
                }
            }
            if (!existing.contains(config.quarantineTopic())) {
                cluster.createTopic(config.quarantineTopic());
            }
            return problems;
        } catch (NoAnswerException e) {
            return List.of(KafkaMessages.unanswered(e) + ": look at kafka.bootstrap_servers");
        } catch (KafkaException e) {
            return List.of(KafkaMessages.unanswered(e));
        }
    }
}
