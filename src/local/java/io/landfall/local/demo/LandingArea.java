package io.landfall.local.demo;

import io.landfall.landing.segment.SegmentKey;
import io.landfall.landing.segment.Shard;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What the service landed, read from the objects themselves. */
final class LandingArea {
    private final S3Client s3;
    private final String bucket;
    private final Map<Shard, ShardChain> chains = new LinkedHashMap<>();

    LandingArea(S3Client s3, String bucket, List<TableSpec> tables) {
        this.s3 = s3;
        this.bucket = bucket;
        for (TableSpec table : tables) {
            for (int partition = 0; partition < table.partitions(); partition++) {
                chains.put(new Shard(table.name(), 1, table.topic(), partition), new ShardChain());
            }
        }
    }

    /** Looks for segments that landed since the last time. */
    void refresh() {
        chains.forEach(this::refresh);
    }

    private void refresh(Shard shard, ShardChain chain) {
        ListObjectsV2Request.Builder request =
                ListObjectsV2Request.builder().bucket(bucket).prefix(DemoConfig.PREFIX + shard.prefix());
        if (!chain.lastPath().isEmpty()) {
            request.startAfter(DemoConfig.PREFIX + chain.lastPath());
        }
        for (S3Object object : s3.listObjectsV2Paginator(request.build()).contents()) {
            SegmentKey.parse(object.key())
                    .ifPresent(key -> chain.add(
                            key,
                            s3.headObject(b -> b.bucket(bucket).key(object.key()))
                                    .metadata()));
        }
    }

    /** The chains of a table, by partition. */
    List<ShardChain> chains(String table) {
        return chains.entrySet().stream()
                .filter(entry -> entry.getKey().table().equals(table))
                .map(Map.Entry::getValue)
                .toList();
    }
}
