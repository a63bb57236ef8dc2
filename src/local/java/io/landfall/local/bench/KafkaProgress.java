package io.landfall.local.bench;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/** What Kafka's clients in this JVM say of themselves by JMX, whoever uses them. */
final class KafkaProgress {
    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    private final ObjectName consumers;
    private final ObjectName threads;

    KafkaProgress(String topic) {
        try {
            consumers = new ObjectName("kafka.consumer:type=consumer-fetch-manager-metrics,topic=" + topic + ",*");
            threads = new ObjectName("kafka.streams:type=stream-thread-metrics,*");
        } catch (MalformedObjectNameException e) {
            throw new IllegalArgumentException("no name for a topic: " + topic, e);
        }
    }

    /** Records of the topic that the consumers that are there now have handed out. */
    long consumed() {
        long sum = 0;
        for (ObjectName name : server.queryNames(consumers, null)) {
            if (name.getKeyProperty("partition") == null) {
                sum += value(name, "records-consumed-total");
            }
        }
        return sum;
    }

    /** The threads of Kafka Streams. */
    Set<ObjectName> threads() {
        return server.queryNames(threads, null);
    }

    /** Records that these threads have processed. */
    long processed(Set<ObjectName> some) {
        long sum = 0;
        for (ObjectName name : some) {
            sum += value(name, "process-total");
        }
        return sum;
    }

    /** 0 for a client that is gone. */
    @SuppressWarnings("UnusedException") // clients come and go
    private long value(ObjectName name, String attribute) {
        try {
            return ((Number) server.getAttribute(name, attribute)).longValue();
        } catch (JMException gone) {
            return 0;
        }
    }
}
