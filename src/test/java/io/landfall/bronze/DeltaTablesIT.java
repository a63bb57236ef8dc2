package io.landfall.bronze;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.spark.sql.SparkSession;
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
