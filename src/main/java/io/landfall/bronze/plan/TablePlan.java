package io.landfall.bronze.plan;

import io.landfall.config.BatchConfig;
import io.landfall.landing.segment.SegmentKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the job does for one table.
 *
 * @param folder the table's segments, with a slash at its end
 * @param checkpoint the folder of its stream's checkpoint
 * @param clusterBy columns; dots reach into nested ones
 * @param properties of the Delta table
 * @param tags of the table in Unity Catalog; none elsewhere
 * @param retention how long rows stay; for ever if empty
 * @param fieldRetention of fields whose values stay less long
 * @param compliance regulations that what the audit log says of the table names
 * @param location where the Delta table lives; the catalog decides if empty
 * @param batch how much goes into one batch
 */
public record TablePlan(
        TableName name,
        String folder,
        String checkpoint,
        List<String> clusterBy,
        Map<String, String> properties,
        Map<String, String> tags,
        Optional<Retention> retention,
        List<FieldRetention> fieldRetention,
        List<String> compliance,
        Optional<String> location,
        BatchConfig batch) {

    /** The table's name without catalog and schema: what {@code landfall.yaml} calls it. */
    public String table() {
        return name.table();
    }

    /** Whether rows, or values in them, are erased one day. */
    public boolean erases() {
        return retention.isPresent() || !fieldRetention.isEmpty();
    }

    /** The folders of its generations, as a pattern: of such a stream does not ask that anything matches. */
    public String generations() {
        return folder + "g*";
    }

    /** Where a segment of the table is. */
    public String path(SegmentKey segment) {
        return folder.substring(0, folder.length() - table().length() - 1) + segment.path();
    }

    /** Where another table of the schema lives. */
    public Optional<String> siblingLocation(String other) {
        return location.map(at -> at.substring(0, at.lastIndexOf('/') + 1) + other);
    }
}
