package io.landfall.bronze.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.audit.AuditEntry;
import io.landfall.bronze.audit.AuditLog;
import io.landfall.bronze.audit.JobIdentity;
import io.landfall.bronze.plan.BronzeException;
import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.plan.TablePlan;
import io.landfall.bronze.table.DeltaTables;
import io.landfall.config.BatchConfig;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;

/** The loop with a feed that does as it is told, and without Spark: so nothing can be written to the audit log, either. */
class IngestLoopTest {
    private static final SparkSession NO_SPARK = null;
    private static final TablePlan PLAN = new TablePlan(
            new TableName("main", "bronze", "bz_orders"),
            "s3://landing/bz_orders/",
            "s3://checkpoints/bz_orders",
            List.of(),
            Map.of(),
            Map.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            Optional.empty(),
            new BatchConfig(1000, Optional.empty()));

    private final Exception lost = new IOException("lost");
    private final Scripted feed = new Scripted();
    private final IngestLoop loop =
            new IngestLoop(PLAN, feed, writer(), new RestartPolicy(3, Duration.ofMillis(1), Duration.ofMillis(1)));

    @Test
    void shouldEndWhenItsFeedHasNoMore() throws InterruptedException {
        assertThat(loop.run(NO_SPARK)).isEmpty();
        assertThat(feed.starts).isOne();
    }

    @Test
    void shouldStartAgainUntilItsFeedGetsThrough() throws InterruptedException {
        feed.failures.addAll(List.of(lost, lost));
        assertThat(loop.run(NO_SPARK)).isEmpty();
        assertThat(feed.starts).isEqualTo(3);
    }

    @Test
    void shouldGiveUpAfterAsManyFailuresInARowAsItsPolicyAllows() throws InterruptedException {
        feed.failures.addAll(List.of(lost, lost, lost, lost));
        assertThat(loop.run(NO_SPARK)).contains(lost);
        assertThat(feed.starts).isEqualTo(3);
    }

    @Test
    void shouldGiveUpAtOnceWhatStaysWrong() throws InterruptedException {
        BronzeException wrong = new BronzeException("no such column");
        feed.failures.add(wrong);
        assertThat(loop.run(NO_SPARK)).contains(wrong);
        assertThat(feed.starts).isOne();
    }

    @Test
    void shouldTakeAFailureForItsEndWhenItWasStopped() throws InterruptedException {
        feed.failures.add(lost);
        feed.meanwhile = loop::stop;
        assertThat(loop.run(NO_SPARK)).isEmpty();
        assertThat(feed.starts).isOne();
        assertThat(feed.ended).isTrue();
    }

    @Test
    void shouldTakeNoBatchOnceItIsStopped() {
        loop.stop();
        assertThatThrownBy(() -> loop.write(NO_SPARK, new Untouchable()))
                .isInstanceOf(InterruptedException.class)
                .hasMessage("stopped before batch 7");
    }

    private static BatchWriter writer() {
        DeltaTables tables = new DeltaTables();
        return new BatchWriter(
                PLAN,
                new LoadedSegments(PLAN.name()),
                tables,
                (rows, freshness) -> {},
                file -> Map.of(),
                AuditLog.beside(PLAN, tables),
                new JobIdentity("jane", "7", "session", "test"),
                "job",
                Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
    }

    /** Fails as often as told, and then has nothing left. */
    private static final class Scripted implements Feed {
        private final Deque<Exception> failures = new ArrayDeque<>();
        private Runnable meanwhile = () -> {};
        private int starts;
        private boolean ended;

        @Override
        public void run(SparkSession spark, IngestLoop loop) throws Exception {
            starts++;
            meanwhile.run();
            if (!failures.isEmpty()) {
                throw failures.remove();
            }
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    /** Has a number, and nobody may ask for more. */
    private static final class Untouchable implements SegmentBatch {
        @Override
        public BatchId id() {
            return BatchId.ofLoad(PLAN.name(), "load/1", "run", 7);
        }

        @Override
        public List<String> files() {
            throw new AssertionError();
        }

        @Override
        public Dataset<Row> rows(List<String> files) {
            throw new AssertionError();
        }

        @Override
        public Optional<String> note(AuditEntry entry) {
            throw new AssertionError();
        }

        @Override
        public boolean mayBegin() {
            throw new AssertionError();
        }

        @Override
        public void verify(long rows) {
            throw new AssertionError();
        }
    }
}
