package io.landfall.local.demo;

import io.landfall.delta.DeltaTable;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.local.feed.Counts;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.S3Server;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import software.amazon.awssdk.services.s3.S3Client;

/** Looks at Kafka, S3, the Delta logs and the service's metrics, and says how far each table is. */
final class Observer implements AutoCloseable {
    private final Source source;
    private final Admin admin;
    private final S3Client s3;
    private final LandingArea landing;
    private final Scores scores;
    private final Map<String, BronzeRows> bronze = new LinkedHashMap<>();
    private final Path checkpoints;

    Observer(Source source, LocalStack stack, StateFolder folder, int servicePort) {
        this.source = source;
        this.admin = stack.broker().admin();
        this.s3 = stack.s3().client();
        this.landing = new LandingArea(s3, S3Server.BUCKET, source.tables());
        this.scores = new Scores(servicePort);
        this.checkpoints = folder.checkpoints();
        LocalObjectStore tables = new LocalObjectStore(folder.tables());
        source.tables()
                .forEach(table -> bronze.put(table.name(), new BronzeRows(new DeltaTable(tables, table.name()))));
    }

    /** The figures of all tables, as of now. */
    List<TableFigures> look() {
        landing.refresh();
        scores.refresh();
        bronze.values().forEach(BronzeRows::refresh);
        Map<TopicPartition, ListOffsetsResultInfo> ends = ends();
        Map<String, Counts> counts = source.counts();
        return source.tables().stream()
                .map(table -> figures(table, counts.getOrDefault(table.name(), Counts.NONE), ends))
                .toList();
    }

    private TableFigures figures(TableSpec table, Counts fed, Map<TopicPartition, ListOffsetsResultInfo> ends) {
        Ledger ledger = Ledger.EMPTY;
        long segments = 0;
        boolean covered = true;
        List<ShardChain> chains = landing.chains(table.name());
        for (int partition = 0; partition < chains.size(); partition++) {
            ShardChain chain = chains.get(partition);
            ledger = ledger.plus(chain.ledger());
            segments += chain.segments();
            covered &= chain.covers(
                    ends.get(new TopicPartition(table.topic(), partition)).offset());
        }
        BronzeRows rows = bronze.get(table.name());
        return new TableFigures(
                table.name(),
                fed,
                ledger,
                segments,
                covered,
                rows.rows(),
                new Checkpoint(checkpoints.resolve(table.name())).isBetweenBatches(),
                scores.average(table.name()),
                rows.written());
    }

    private Map<TopicPartition, ListOffsetsResultInfo> ends() {
        Map<TopicPartition, OffsetSpec> latest = new HashMap<>();
        for (TableSpec table : source.tables()) {
            for (int partition = 0; partition < table.partitions(); partition++) {
                latest.put(new TopicPartition(table.topic(), partition), OffsetSpec.latest());
            }
        }
        try {
            return admin.listOffsets(latest).all().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("cannot read where topics end", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading where topics end", e);
        }
    }

    @Override
    public void close() {
        admin.close();
        s3.close();
    }
}
