package io.landfall.bronze.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.plan.TableName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.util.QueryExecutionListener;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Jobs that create one table at the same time. */
class DeltaTablesIT extends BronzeOnSpark {

    @RepeatedTest(3)
    void shouldCreateATableOnceForSeveralJobsThatStartAtOnce() throws Exception {
        String location = folder.resolve("warehouse/inventory_bronze")
                .resolve(table)
                .toUri()
                .toString();
        TableName named = new TableName("spark_catalog", "inventory_bronze", table);
        CyclicBarrier together = new CyclicBarrier(2);
        Callable<Void> job = () -> {
            SparkSession own = spark.newSession();
            together.await();
            new DeltaTables()
                    .create(
                            own,
                            named,
                            Optional.of(location),
                            "CREATE TABLE IF NOT EXISTS " + named.sql() + " (a INT) USING DELTA LOCATION '" + location
                                    + "'");
            own.sql("INSERT INTO " + named.sql() + " VALUES (1)");
            return null;
        };
        ExecutorService jobs = Executors.newFixedThreadPool(2);
        try {
            for (Future<Void> ended : jobs.invokeAll(List.of(job, job))) {
                ended.get();
            }
        } finally {
            jobs.shutdown();
        }

        assertThat(spark.table(named.sql()).count()).isEqualTo(2);
    }

    @Test
    void shouldAskForASchemaOnlyWhereThereIsNone() {
        List<String> commands = new CopyOnWriteArrayList<>();
        SparkSession own = spark.newSession();
        own.listenerManager().register(new Commands(commands));
        Path warehouse = folder.resolve("warehouse/only_once");
        for (String name : List.of("first", "second")) {
            TableName named = new TableName("spark_catalog", "only_once", name);
            String location = warehouse.resolve(name).toUri().toString();
            new DeltaTables()
                    .create(
                            own,
                            named,
                            Optional.of(location),
                            "CREATE TABLE " + named.sql() + " (a INT) USING DELTA LOCATION '" + location + "'");
        }

        await().untilAsserted(() -> assertThat(commands)
                .filteredOn(command -> command.startsWith("CreateTable"))
                .hasSize(2));
        assertThat(commands)
                .filteredOn(command -> command.startsWith("CreateNamespace"))
                .hasSize(1);
    }

    /** Notes which commands were executed. */
    private record Commands(List<String> names) implements QueryExecutionListener {
        @Override
        public void onSuccess(String function, QueryExecution execution, long nanos) {
            names.add(execution.logical().nodeName());
        }

        @Override
        public void onFailure(String function, QueryExecution execution, Exception failure) {}
    }

    @Test
    void shouldNotClearATableThatAnotherJobCreatedSinceItLooked() throws Exception {
        Path log = Files.createDirectories(folder.resolve(table).resolve("_delta_log"));
        Files.writeString(log.resolve(".00000000000000000000.json.0a1b.tmp"), "{");
        Path commit = log.resolve("00000000000000000000.json");
        try (RawLocalFileSystem files = new OtherJobCommits(commit)) {
            files.initialize(folder.toUri(), new Configuration(false));
            DeltaTables.clear(
                    files, new org.apache.hadoop.fs.Path(folder.resolve(table).toUri()));
        }

        assertThat(commit).hasContent("the other job's");
    }

    /** Another job commits just after this one has looked into the log's folder. */
    private static final class OtherJobCommits extends RawLocalFileSystem {
        private final Path commit;

        OtherJobCommits(Path commit) {
            this.commit = commit;
        }

        @Override
        public FileStatus[] listStatus(org.apache.hadoop.fs.Path folder) throws IOException {
            FileStatus[] found = super.listStatus(folder);
            if (folder.getName().equals("_delta_log")) {
                Files.writeString(commit, "the other job's");
            }
            return found;
        }
    }
}
