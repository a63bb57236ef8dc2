package io.landfall.quality;

import io.landfall.config.TableConfig;
import io.landfall.record.Outcome;
import io.landfall.record.PerSchema;
import io.landfall.record.QuarantineReason;
import io.landfall.record.RawRecord;
import io.landfall.record.RecordStatus;
import io.landfall.record.SchemaMismatchException;
import io.landfall.record.ScoredRecord;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;

/**
 * Scores the records of a table and quarantines those that are not good enough. One instance per task: used by one
 * thread.
 */
public final class Scorer {
    private static final int PERFECT = 100;

    private final int quarantineBelow;
    private final PerSchema<QualityChecks> checks;

    /** @throws IllegalArgumentException if a pattern is neither a known name nor a regular expression */
    public Scorer(TableConfig table) {
        ChecksOfTable compiler = new ChecksOfTable(table);
        this.quarantineBelow = table.quality().quarantineBelow();
        this.checks = new PerSchema<>(compiler::compile);
    }

    /**
     * Whether this schema has what the checks ask for: call it before the first record of a schema comes.
     *
     * @throws SchemaMismatchException naming all that is amiss; the first record of such a schema would throw it
     */
    public void check(Schema schema) {
        checks.of(schema);
    }

    /** {@link Outcome.Passed} or {@link Outcome.Quarantined}. */
    public Outcome<ScoredRecord> score(RawRecord record) {
        if (record.status() == RecordStatus.DELETED) {
            return new Outcome.Passed<>(new ScoredRecord(record, PERFECT, List.of()));
        }
        QualityChecks compiled = checks.of(record.value().getSchema());
        if (!compiled.hasRequired(record)) {
            return quarantined(
                    record,
                    QuarantineReason.REQUIRED_MISSING,
                    "required but missing: " + String.join(", ", compiled.missing(record)));
        }
        List<String> issues = null;
        double points = 0;
        for (QualityChecks.OfDimension dimension : compiled.dimensions()) {
            int failed = 0;
            for (QualityCheck check : dimension.checks()) {
                if (!check.passes(record)) {
                    failed++;
                    issues = issues == null ? new ArrayList<>() : issues;
                    issues.add(check.issue());
                }
            }
            points += dimension.points(failed);
        }
        return outcome(record, (int) Math.round(points), issues == null ? List.of() : List.copyOf(issues));
    }

    private Outcome<ScoredRecord> outcome(RawRecord record, int score, List<String> issues) {
        if (score < quarantineBelow) {
            return quarantined(
                    record,
                    QuarantineReason.LOW_QUALITY,
                    "score " + score + " is below " + quarantineBelow + ": " + String.join(", ", issues));
        }
        return new Outcome.Passed<>(new ScoredRecord(record, score, issues));
    }

    private static Outcome<ScoredRecord> quarantined(RawRecord record, QuarantineReason reason, String message) {
        return new Outcome.Quarantined<>(record.position(), reason, message);
    }
}
