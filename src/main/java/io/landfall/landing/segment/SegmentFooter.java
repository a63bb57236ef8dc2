package io.landfall.landing.segment;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The truth about a segment. It stands in the Parquet footer's key-value metadata, keys prefixed with
 * {@code landfall.}; the object's metadata holds the same under the keys with dashes, but for the quarantined offsets,
 * which have no bound. That of an upload which began before the segment was sealed holds what was known then.
 *
 * @param key which shard, and the first offset of the range
 * @param end the offset after the range: where the next segment starts
 * @param committed the group's committed offset when this segment was opened: at or below its start. It tells a commit
 *     that a crash prevented (segments from the committed offset on all say that offset) from a group that was reset
 * @param quarantined the offsets this segment sent to quarantine
 * @param nonce names the attempt that wrote the object
 * @param schemaFingerprint of the landed Avro schema
 * @param policyFingerprint of the configuration that decided what landed and how it was protected
 * @param landedAt when the segment was sealed
 */
public record SegmentFooter(
        SegmentKey key,
        long end,
        long committed,
        Ledger ledger,
        OffsetRanges quarantined,
        String nonce,
        String schemaFingerprint,
        String policyFingerprint,
        Instant landedAt) {

    /** Version of the format, under {@code landfall.format}. */
    public static final String FORMAT = "1";

    private static final String PREFIX = "landfall.";
    private static final String QUARANTINED_OFFSETS = "quarantined.offsets";

    public SegmentFooter {
        if (end < key.start()) {
            throw new IllegalArgumentException(key + " ends at " + end + ", before its start");
        }
        if (committed > key.start()) {
            throw new IllegalArgumentException(key + " starts below its committed offset " + committed);
        }
    }

    /** The form in the Parquet footer. */
    public Map<String, String> toFooter() {
        Map<String, String> footer = new LinkedHashMap<>();
        fields().forEach((name, value) -> footer.put(PREFIX + name, value));
        footer.put(PREFIX + QUARANTINED_OFFSETS, quarantined.text());
        return footer;
    }

    /** The form in the object's metadata: lower-case names with dashes, ASCII values, below S3's 2 KB. */
    public Map<String, String> toObjectMetadata() {
        return inMetadata(fields());
    }

    /** The form in the metadata of an upload that begins before the segment is sealed. */
    public static Map<String, String> metadataAtBeginning(SegmentKey key, String nonce) {
        return inMetadata(beginning(key, nonce));
    }

    private static Map<String, String> beginning(SegmentKey key, String nonce) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("format", FORMAT);
        fields.put("table", key.shard().table());
        fields.put("generation", Integer.toString(key.shard().generation()));
        fields.put("topic", key.shard().topic());
        fields.put("partition", Integer.toString(key.shard().partition()));
        fields.put("start", Long.toString(key.start()));
        fields.put("nonce", nonce);
        return fields;
    }

    private static Map<String, String> inMetadata(Map<String, String> fields) {
        Map<String, String> metadata = new LinkedHashMap<>();
        fields.forEach((name, value) -> metadata.put((PREFIX + name).replace('.', '-'), value));
        return metadata;
    }

    private Map<String, String> fields() {
        Map<String, String> fields = beginning(key, nonce);
        fields.put("end", Long.toString(end));
        fields.put("committed", Long.toString(committed));
        fields.put("read", Long.toString(ledger.read()));
        fields.put("rows", Long.toString(ledger.rows()));
        fields.put("duplicates", Long.toString(ledger.duplicates()));
        fields.put("quarantined", Long.toString(ledger.quarantined()));
        fields.put("skipped", Long.toString(ledger.skipped()));
        fields.put("expired", Long.toString(ledger.expired()));
        fields.put("schema.fingerprint", schemaFingerprint);
        fields.put("policy.fingerprint", policyFingerprint);
        fields.put("landed.at", landedAt.toString());
        return fields;
    }

    /**
     * Reads the Parquet footer's key-value metadata.
     *
     * @throws IllegalArgumentException if it is not a segment's, naming the key that is missing or wrong
     */
    public static SegmentFooter fromFooter(Map<String, String> footer) {
        String format = need(footer, "format");
        if (!FORMAT.equals(format)) {
            throw new IllegalArgumentException("segment format " + format + " is not known, only " + FORMAT);
        }
        Shard shard = new Shard(need(footer, "table"), (int) number(footer, "generation"), need(footer, "topic"), (int)
                number(footer, "partition"));
        Ledger ledger = new Ledger(
                number(footer, "read"),
                number(footer, "rows"),
                number(footer, "duplicates"),
                number(footer, "quarantined"),
                number(footer, "skipped"),
                number(footer, "expired"));
        return new SegmentFooter(
                shard.segmentAt(number(footer, "start")),
                number(footer, "end"),
                number(footer, "committed"),
                ledger,
                OffsetRanges.parse(need(footer, QUARANTINED_OFFSETS)),
                need(footer, "nonce"),
                need(footer, "schema.fingerprint"),
                need(footer, "policy.fingerprint"),
                Instant.parse(need(footer, "landed.at")));
    }

    /** The nonce in an object's metadata; empty text if the object is not one of ours. */
    public static String nonceOf(Map<String, String> objectMetadata) {
        return objectMetadata.getOrDefault("landfall-nonce", "");
    }

    private static String need(Map<String, String> footer, String name) {
        String value = footer.get(PREFIX + name);
        if (value == null) {
            throw new IllegalArgumentException("not a segment: no " + PREFIX + name + " in its footer");
        }
        return value;
    }

    private static long number(Map<String, String> footer, String name) {
        String value = need(footer, name);
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(PREFIX + name + " is not a number: " + value, e);
        }
    }
}
