package io.landfall.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.local.feed.Topics;
import io.landfall.local.stack.Broker;
import io.landfall.local.stack.Folders;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClusterIT {
    private static final String ORDERS = "orders";
    private static final Instant OLD = Instant.parse("2026-03-01T00:00:00Z");
    private static final Instant YOUNG = OLD.plus(Duration.ofDays(1));

    @TempDir
    private static Path folder;

    private static Broker broker;
    private static Cluster cluster;

    @BeforeAll
    static void start() throws Exception {
        broker = Broker.start(Folders.create(folder.resolve("stack")));
        cluster = Cluster.connect(Map.of("bootstrap.servers", broker.bootstrapServers()), Duration.ofSeconds(30));
        try (Admin admin = broker.admin();
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.bootstrapServers()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            Topics.create(admin, ORDERS, 2);
            for (Instant time : List.of(OLD, OLD, YOUNG)) {
                producer.send(new ProducerRecord<>(ORDERS, 0, time.toEpochMilli(), null, new byte[100]))
                        .get();
            }
            admin.alterConsumerGroupOffsets("group", Map.of(new TopicPartition(ORDERS, 0), new OffsetAndMetadata(2)))
                    .all()
                    .get();
        }
    }

    @AfterAll
    static void stop() {
        cluster.close();
        broker.close();
    }

    @Test
    void shouldNameTheBrokersAndWhatTheyAreSetTo() {
        assertThat(cluster.brokers().ids()).containsExactly(1);
        assertThat(cluster.brokers().cluster()).isNotEmpty();
        assertThat(cluster.brokerSettings().get(1)).containsEntry("node.id", "1");
        assertThat(cluster.topicSettings(ORDERS)).containsKey("retention.ms");
    }

    @Test
    void shouldMakeATopicOnce() {
        cluster.createTopic("made");
        cluster.createTopic("made");

        assertThat(cluster.topics()).contains("made", ORDERS);
        assertThat(cluster.partitions("made")).contains(0);
    }

    @Test
    void shouldSayThatThereIsNoSuchTopic() {
        assertThatThrownBy(() -> cluster.partitions("nowhere")).isInstanceOf(UnknownTopicOrPartitionException.class);
    }

    @Test
    void shouldTellOffsetsByPartition() {
        Set<Integer> partitions = cluster.partitions(ORDERS);

        assertThat(partitions).containsExactlyInAnyOrder(0, 1);
        assertThat(cluster.starts(ORDERS, partitions)).isEqualTo(Map.of(0, 0L, 1, 0L));
        assertThat(cluster.ends(ORDERS, partitions)).isEqualTo(Map.of(0, 3L, 1, 0L));
        assertThat(cluster.since(ORDERS, partitions, OLD.plusSeconds(1))).isEqualTo(Map.of(0, 2L));
        assertThat(cluster.since(ORDERS, partitions, YOUNG.plusSeconds(1))).isEmpty();
        assertThat(cluster.sizes(ORDERS)).hasSize(2).hasEntrySatisfying(0, size -> assertThat(size)
                .isGreaterThan(300));
    }

    @Test
    void shouldTellWhatAGroupCommittedOfATopic() {
        assertThat(cluster.committed("group", ORDERS)).isEqualTo(Map.of(0, 2L));
        assertThat(cluster.stablyCommitted("group", ORDERS)).isEqualTo(Map.of(0, 2L));
        assertThat(cluster.committed("group", "another")).isEmpty();
        assertThat(cluster.committed("nobody", ORDERS)).isEmpty();
    }

    @Test
    void shouldTellStatesAndRights() {
        assertThat(cluster.groups(List.of("group")).get("group").get())
                .isEqualTo(new Cluster.Membership(GroupState.EMPTY, 0));
        assertThat(cluster.allowedOnGroups(List.of("group")).get("group").get()).contains(AclOperation.READ);
        assertThat(cluster.allowedOnTopics(List.of(ORDERS)).get(ORDERS).get()).contains(AclOperation.READ);
        assertThat(cluster.allowedOnCluster()).contains(AclOperation.CREATE);
        assertThatThrownBy(cluster.allowedOnTopics(List.of("nowhere")).get("nowhere")::get)
                .isInstanceOf(UnknownTopicOrPartitionException.class);
    }
}
