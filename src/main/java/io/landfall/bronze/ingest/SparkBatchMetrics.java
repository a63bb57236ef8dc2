package io.landfall.bronze.ingest;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import org.apache.spark.SparkEnv;
import org.apache.spark.metrics.MetricsSystem;
import org.apache.spark.metrics.source.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.jdk.javaapi.CollectionConverters;

/**
 * A table's figures in Spark's own metrics, from where they go wherever the cluster's other metrics go: Prometheus,
 * Graphite, JMX, as {@code spark.metrics.conf} says. They are those of the last batch.
 */
final class SparkBatchMetrics implements Source, BatchMetrics {
    static final String ROWS = "rows";
    static final String LOADED = "last_load_epoch_ms";
    private static final Logger LOG = LoggerFactory.getLogger(SparkBatchMetrics.class);
    private static final long UNKNOWN = -1;

    private final String name;
    private final MetricRegistry registry = new MetricRegistry();
    private final Counter rows = registry.counter(ROWS);
    private volatile long loaded = UNKNOWN;
    private volatile long source = UNKNOWN;
    private volatile long landed = UNKNOWN;

    private SparkBatchMetrics(String table) {
        this.name = "landfall." + table;
        registry.register(LOADED, (Gauge<Long>) () -> loaded);
        registry.register(BatchFreshness.SOURCE, (Gauge<Long>) () -> source);
        registry.register(BatchFreshness.LANDED, (Gauge<Long>) () -> landed);
    }

    /** Those of a table, made known in the place of an earlier job's in the same Spark. */
    static SparkBatchMetrics registered(String table) {
        SparkBatchMetrics metrics = new SparkBatchMetrics(table);
        metrics.register();
        return metrics;
    }

    private void register() {
        try {
            MetricsSystem metrics = SparkEnv.get().metricsSystem();
            CollectionConverters.asJava(metrics.getSourcesByName(name)).forEach(metrics::removeSource);
            metrics.registerSource(this);
        } catch (LinkageError e) {
            // Spark calls this internal: a runtime that lacks it still has the log and the audit entries.
            LOG.warn("no metrics of {}: this Spark takes none", name, e);
        }
    }

    @Override
    public void loaded(long count, BatchFreshness freshness) {
        rows.inc(count);
        loaded = freshness.loaded().toEpochMilli();
        source = freshness.sourceMillis().orElse(UNKNOWN);
        landed = freshness.landedMillis().orElse(UNKNOWN);
    }

    @Override
    public String sourceName() {
        return name;
    }

    @Override
    public MetricRegistry metricRegistry() {
        return registry;
    }
}
