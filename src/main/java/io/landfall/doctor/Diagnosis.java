package io.landfall.doctor;

import java.util.Comparator;
import java.util.List;

/**
 * All findings, by check and subject.
 *
 * @param findings in the order of the checks
 */
public record Diagnosis(List<CheckResult> findings) {
    private static final Comparator<CheckResult> ORDER =
            Comparator.comparing(CheckResult::check).thenComparing(CheckResult::subject);

    public Diagnosis {
        findings = findings.stream().sorted(ORDER).toList();
    }

    /** Whether nothing failed; warnings and what was skipped do not count. */
    public boolean passed() {
        return count(Status.FAIL) == 0;
    }

    /** How many findings are so. */
    public long count(Status status) {
        return findings.stream().filter(finding -> finding.status() == status).count();
    }
}
