package io.landfall.reconcile;

import io.landfall.landing.segment.Shard;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** A report for people. */
public final class ReportText {
    private static final List<String> HEAD = List.of(
            "table",
            "gen",
            "partition",
            "topic",
            "committed",
            "landed",
            "segments",
            "rows",
            "duplicates",
            "quarantined",
            "skipped",
            "expired",
            "bronze",
            "verdict");
    /** The columns up to this one are words, and the last is. */
    private static final int WORDS = 1;

    private ReportText() {}

    /** A table of all shards, then what is wrong and what to do about it. */
    public static String of(Report report) {
        List<List<String>> lines = new ArrayList<>();
        lines.add(HEAD);
        report.shards().forEach(shard -> lines.add(line(shard)));
        StringBuilder text = new StringBuilder();
        int[] widths = widths(lines);
        lines.forEach(line -> text.append(aligned(line, widths)).append('\n'));
        text.append('\n');
        if (report.isClean()) {
            return text.append("clean: ").append(summary(report)).append('\n').toString();
        }
        report.findings().forEach(finding -> text.append(of(finding)).append('\n'));
        long all = report.findings().size() + report.leftOut();
        text.append(all).append(all == 1 ? " finding" : " findings");
        if (report.leftOut() > 0) {
            text.append(", of which ").append(report.leftOut()).append(" are not shown");
        }
        return text.append(": ").append(summary(report)).append('\n').toString();
    }

    private static String summary(Report report) {
        long segments =
                report.shards().stream().mapToLong(ShardReport::segments).sum();
        long rows = report.shards().stream().mapToLong(s -> s.ledger().rows()).sum();
        return segments + " segments with " + rows + " rows";
    }

    private static List<String> line(ShardReport report) {
        Shard shard = report.shard();
        return List.of(
                shard.table(),
                Integer.toString(shard.generation()),
                Integer.toString(shard.partition()),
                report.log().map(log -> log.start() + ".." + log.end()).orElse("-"),
                figure(report.committed()),
                report.covered()
                        .map(offsets -> offsets.from() + ".." + offsets.to())
                        .orElse("-"),
                Long.toString(report.segments()),
                Long.toString(report.ledger().rows()),
                Long.toString(report.ledger().duplicates()),
                Long.toString(report.ledger().quarantined()),
                Long.toString(report.ledger().skipped()),
                Long.toString(report.ledger().expired()),
                figure(report.bronzeRows()),
                verdict(report));
    }

    private static String figure(OptionalLong value) {
        return value.isPresent() ? Long.toString(value.getAsLong()) : "-";
    }

    private static String verdict(ShardReport report) {
        List<String> words = new ArrayList<>();
        words.add(
                switch ((int) Math.min(report.findings(), 2)) {
                    case 0 -> "clean";
                    case 1 -> "1 FINDING";
                    default -> report.findings() + " FINDINGS";
                });
        if (report.withoutRecord() > 0) {
            words.add(report.withoutRecord() + " offsets without a record");
        }
        if (report.uncommitted() > 0) {
            words.add(report.uncommitted() + " landed, not committed");
        }
        if (report.lag() > 0) {
            words.add(report.lag() + " to read");
        }
        if (report.pending() > 0) {
            words.add(report.pending() + (report.pending() == 1 ? " segment" : " segments") + " to ingest");
        }
        return String.join("; ", words);
    }

    private static int[] widths(List<List<String>> lines) {
        int[] widths = new int[HEAD.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        return widths;
    }

    private static String aligned(List<String> line, int[] widths) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            String cell = line.get(i);
            String space = " ".repeat(widths[i] - cell.length());
            boolean word = i < WORDS || i == widths.length - 1;
            text.append(word ? cell + space : space + cell).append("  ");
        }
        return text.toString().stripTrailing();
    }

    private static String of(Finding finding) {
        StringBuilder text =
                new StringBuilder(finding.kind().code()).append("  ").append(finding.table());
        finding.shard().ifPresent(shard -> text.append(" g")
                .append(shard.generation())
                .append(' ')
                .append(shard.topic())
                .append('-')
                .append(shard.partition()));
        finding.offsets().ifPresent(offsets -> text.append(' ').append(offsets));
        text.append("\n  ").append(finding.kind().meaning()).append(": ").append(finding.detail());
        finding.objects().forEach(object -> text.append("\n    ").append(object));
        return text.append("\n  Remedy: ")
                .append(finding.kind().remedy())
                .append('\n')
                .toString();
    }
}
