package io.landfall.ops;

import io.landfall.landing.LandingListener;
import io.landfall.topology.PipelineListener;
import io.landfall.topology.TableListener;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.logging.Log4j2Metrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.streams.KafkaStreams;

/**
 * All metrics of a process: what the pipeline and landing report, the JVM's, the process's, and Kafka's own. Names follow
 * Prometheus: {@code landfall_records_read_total{table="bz_orders"}}.
 */
public final class ServiceMetrics implements PipelineListener, AutoCloseable {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final LandingMetrics landing = new LandingMetrics(registry);
    private final Map<String, TableMetrics> tables = new ConcurrentHashMap<>();
    private final Deque<Runnable> closings = new ConcurrentLinkedDeque<>();

    /** Kafka's metrics come and go with assignments; one thread looks after all of them. */
    private final ScheduledExecutorService refresh = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "kafka-metrics");
        thread.setDaemon(true);
        return thread;
    });

    /** Starts with the metrics of the JVM, the process and the log. */
    public ServiceMetrics() {
        registry.config().meterFilter(new KafkaMeters());
        bind(new JvmMemoryMetrics());
        JvmGcMetrics garbage = new JvmGcMetrics();
        bind(garbage, garbage::close);
        bind(new JvmThreadMetrics());
        bind(new ClassLoaderMetrics());
        bind(new ProcessorMetrics());
        bind(new FileDescriptorMetrics());
        bind(new UptimeMetrics());
        Log4j2Metrics log = new Log4j2Metrics();
        bind(log, log::close);
    }

    /** A table's counters; they show from now on, at zero until something is reported. */
    @Override
    public TableListener table(String table) {
        landing.announce(table);
        return tables.computeIfAbsent(table, name -> new TableMetrics(registry, name));
    }

    /** Hears what landing does. */
    public LandingListener landing() {
        return landing;
    }

    /** Adds an instance's own metrics, its clients' included, until this is closed. */
    public void observe(KafkaStreams streams) {
        KafkaStreamsMetrics own = new KafkaStreamsMetrics(streams, Tags.empty(), refresh);
        bind(own, own::close);
    }

    /** Everything in Prometheus' text format. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        closings.forEach(Runnable::run);
        refresh.shutdownNow();
        registry.close();
    }

    private void bind(MeterBinder binder) {
        binder.bindTo(registry);
    }

    private void bind(MeterBinder binder, Runnable closing) {
        binder.bindTo(registry);
        closings.push(closing);
    }
}
