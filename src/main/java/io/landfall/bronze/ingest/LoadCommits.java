package io.landfall.bronze.ingest;

import io.landfall.bronze.plan.TableName;
import io.landfall.bronze.table.BronzeDdl;
import java.util.List;
import java.util.Optional;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What a table's commits say about loads. The newest are asked first: the history is as long as Delta keeps it, and others
 * commit, too.
 *
 * @param version the table's version
 * @param last the note of the last load
 * @param restored whether the table was set back since that load began to look, so that rows of loads before may be gone
 */
record LoadCommits(long version, Optional<LoadCommit> last, boolean restored) {
    private static final int[] DEPTHS = {10, 1_000, Integer.MAX_VALUE};

    static LoadCommits of(SparkSession spark, TableName table) {
        LoadCommits history = new LoadCommits(-1, Optional.empty(), false);
        for (int depth : DEPTHS) {
            List<Row> commits = spark.sql(BronzeDdl.history(table, depth))
                    .select("version", "operation", "userMetadata")
                    .collectAsList();
            history = of(commits);
            long since = history.last().map(LoadCommit::since).orElse(-1L);
            if (commits.size() < depth || version(commits.get(commits.size() - 1)) <= since) {
                break;
            }
        }
        return history;
    }

    /** The table's version. */
    static long version(SparkSession spark, TableName table) {
        return version(spark.sql(BronzeDdl.history(table, 1)).select("version").first());
    }

    private static LoadCommits of(List<Row> commits) {
        Optional<LoadCommit> last = commits.stream()
                .flatMap(commit -> Optional.ofNullable(commit.getString(2)).flatMap(LoadCommit::parse).stream())
                .findFirst();
        long since = last.map(LoadCommit::since).orElse(-1L);
        boolean restored =
                commits.stream().anyMatch(commit -> commit.getString(1).equals("RESTORE") && version(commit) > since);
        return new LoadCommits(version(commits.get(0)), last, restored);
    }

    private static long version(Row commit) {
        return commit.getLong(0);
    }
}
