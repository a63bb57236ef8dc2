package io.landfall.landing.segment;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A segment's name: {@code <table>/g<generation 4>/<topic>/<partition 5>/<start offset 20>.parquet}. It holds only what
 * writers contend for, so that of two writers with the same start exactly one wins.
 *
 * @param start the first offset of the segment's range
 */
public record SegmentKey(Shard shard, long start) {
    private static final Pattern FORM = Pattern.compile("([^/]+)/g(\\d{4,})/([^/]+)/(\\d{5,})/(\\d{20})\\.parquet");

    public SegmentKey {
        if (start < 0) {
            throw new IllegalArgumentException("start offset " + start + " is negative");
        }
    }

    /** The object key relative to the landing root. */
    public String path() {
        return shard.prefix() + "%020d.parquet".formatted(start);
    }

    /** The id of the segment's rows, lands as {@code batch_id}: the path without its extension. */
    public String batchId() {
        String path = path();
        return path.substring(0, path.length() - ".parquet".length());
    }

    /** Reads a path relative to the landing root, or an absolute one that ends in such a path; empty for anything else. */
    public static Optional<SegmentKey> parse(String path) {
        String[] parts = path.split("/", -1);
        if (parts.length < 5) {
            return Optional.empty();
        }
        int n = parts.length;
        Matcher m = FORM.matcher(
                parts[n - 5] + "/" + parts[n - 4] + "/" + parts[n - 3] + "/" + parts[n - 2] + "/" + parts[n - 1]);
        if (!m.matches()) {
            return Optional.empty();
        }
        try {
            Shard shard = new Shard(m.group(1), Integer.parseInt(m.group(2)), m.group(3), Integer.parseInt(m.group(4)));
            return Optional.of(new SegmentKey(shard, Long.parseLong(m.group(5))));
        } catch (NumberFormatException tooLarge) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return path();
    }
}
