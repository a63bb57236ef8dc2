package io.landfall.reconcile;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.landfall.landing.segment.Ledger;
import io.landfall.landing.segment.Shard;

/** A report for programs. Keys are only ever added; what does not apply is left out. */
public final class ReportJson {
    private static final JsonMapper JSON = new JsonMapper();

    private ReportJson() {}

    /** One JSON document, in lines. */
    public static String of(Report report) {
        ObjectNode root = JSON.createObjectNode();
        root.put("format", 2);
        root.put("clean", report.isClean());
        ArrayNode shards = root.putArray("shards");
        report.shards().forEach(shard -> add(shard, shards.addObject()));
        ArrayNode findings = root.putArray("findings");
        report.findings().forEach(finding -> add(finding, findings.addObject()));
        root.put("findings_left_out", report.leftOut());
        return root.toPrettyString();
    }

    private static void add(ShardReport report, ObjectNode to) {
        add(report.shard(), to);
        report.log().ifPresent(log -> to.put("log_start", log.start()).put("log_end", log.end()));
        report.committed().ifPresent(offset -> to.put("committed", offset));
        report.covered().ifPresent(offsets -> to.put("start", offsets.from()).put("end", offsets.to()));
        to.put("segments", report.segments());
        Ledger ledger = report.ledger();
        to.put("read", ledger.read())
                .put("rows", ledger.rows())
                .put("duplicates", ledger.duplicates())
                .put("quarantined", ledger.quarantined())
                .put("skipped", ledger.skipped())
                .put("expired", ledger.expired());
        to.put("without_record", report.withoutRecord());
        to.put("uncommitted", report.uncommitted());
        to.put("lag", report.lag());
        report.bronzeRows().ifPresent(rows -> to.put("bronze_rows", rows).put("pending_segments", report.pending()));
        to.put("findings", report.findings());
    }

    private static void add(Finding finding, ObjectNode to) {
        to.put("kind", finding.kind().code());
        finding.shard().ifPresentOrElse(shard -> add(shard, to), () -> to.put("table", finding.table()));
        finding.offsets().ifPresent(offsets -> to.put("from", offsets.from()).put("to", offsets.to()));
        finding.objects().forEach(to.putArray("objects")::add);
        to.put("detail", finding.detail());
        to.put("remedy", finding.kind().remedy());
    }

    private static void add(Shard shard, ObjectNode to) {
        to.put("table", shard.table())
                .put("generation", shard.generation())
                .put("topic", shard.topic())
                .put("partition", shard.partition());
    }
}
