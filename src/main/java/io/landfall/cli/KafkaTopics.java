package io.landfall.cli;

import io.landfall.config.LandfallConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Checks that the topics exist; makes the quarantine topic, which is the service's own. */
final class KafkaTopics {
    private static final int SECONDS = 30;

    private KafkaTopics() {}

    /** What is missing, one line a problem. */
    static List<String> problems(LandfallConfig config, Map<String, String> kafka) {
        Map<String, Object> properties = new HashMap<>(kafka);
        properties.putIfAbsent(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, SECONDS * 1000);
        try (Admin admin = Admin.create(properties)) {
            Set<String> existing = admin.listTopics().names().get(SECONDS, TimeUnit.SECONDS);
            List<String> problems = new ArrayList<>();
            for (String topic : new TreeSet<>(config.tables().values().stream()
                    .map(table -> table.source().topic())
                    .toList())) {
                if (!existing.contains(topic)) {
                    problems.add("topic " + topic + " does not exist, or this user may not describe it");
                }
            }
            if (!existing.contains(config.quarantineTopic())) {
                create(admin, config.quarantineTopic());
            }
            return problems;
        } catch (ExecutionException e) {
            return List.of("Kafka: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            return List.of("Kafka does not answer within " + SECONDS + " s: look at kafka.bootstrap_servers");
        } catch (KafkaException e) {
            return List.of(refused("kafka.bootstrap_servers and kafka.properties", e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return List.of("interrupted while asking Kafka for its topics");
        }
    }

    /** That no client can be made of the values of some keys. The reason is named only: its message may quote a value. */
    static String refused(String keyPaths, KafkaException refusal) {
        Throwable reason = refusal;
        while (reason.getCause() != null) {
            reason = reason.getCause();
        }
        return "no Kafka client can be made of " + keyPaths + " ("
                + reason.getClass().getSimpleName() + "): are hosts, files and passwords right?";
    }

    private static void create(Admin admin, String topic)
            throws ExecutionException, InterruptedException, TimeoutException {
        try {
            admin.createTopics(List.of(new NewTopic(topic, Optional.empty(), Optional.empty())))
                    .all()
                    .get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }
}
