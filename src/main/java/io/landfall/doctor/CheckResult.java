package io.landfall.doctor;

import java.util.Optional;

/**
 * What a check found.
 *
 * @param subject what was looked at: a topic, a table, …; empty where the check's name says it all
 * @param found in words and figures, never a secret or a record's value
 * @param fault what is wrong; empty exactly if the status is {@link Status#OK} or {@link Status#SKIPPED}
 */
public record CheckResult(CheckName check, String subject, Status status, String found, Optional<Fault> fault) {

    /** All is well. */
    public static CheckResult ok(CheckName check, String subject, String found) {
        return new CheckResult(check, subject, Status.OK, found, Optional.empty());
    }

    /** Something is wrong; {@code detail} completes what the fault means, and may be empty. */
    public static CheckResult of(CheckName check, Fault fault, String subject, String detail) {
        String found = detail.isEmpty() ? fault.meaning() : fault.meaning() + ": " + detail;
        return new CheckResult(check, subject, fault.status(), found, Optional.of(fault));
    }

    /** Nobody looked. */
    public static CheckResult skipped(CheckName check, String reason) {
        return new CheckResult(check, "", Status.SKIPPED, reason, Optional.empty());
    }

    /** What to do about it; empty where there is nothing to do. */
    public String remedy() {
        return fault.map(Fault::remedy).orElse("");
    }
}
