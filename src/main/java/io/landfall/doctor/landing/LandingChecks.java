package io.landfall.doctor.landing;

import io.landfall.doctor.CheckName;
import io.landfall.doctor.CheckResult;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.landing.store.S3Bucket;
import io.landfall.landing.store.S3Failure;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The checks of a landing area. */
public final class LandingChecks {
    private static final Duration TOLERATED = Duration.ofMinutes(1);
    /** S3 refuses requests that were signed that much earlier or later. */
    private static final Duration REFUSED = Duration.ofMinutes(15);

    private final Supplier<Area> area;
    private final Probe probe;
    private final Clock clock;

    /**
     * Checks that have asked nothing yet.
     *
     * @param area asked for by each check; the same each time
     * @param kmsKey what objects have to be encrypted with
     * @param probe the path of the object to write: one that no other run uses
     */
    public LandingChecks(Supplier<Area> area, Supplier<Optional<String>> kmsKey, String probe, Clock clock) {
        this.area = area;
        this.probe = new Probe(area, kmsKey, probe);
        this.clock = clock;
    }

    /** All of them. */
    public List<DoctorCheck> checks() {
        return List.of(
                new DoctorCheck(CheckName.BUCKET, () -> guarded(CheckName.BUCKET, this::bucket)),
                probe.check(),
                new DoctorCheck(CheckName.UPLOADS, () -> guarded(CheckName.UPLOADS, this::uploads)));
    }

    static List<CheckResult> guarded(CheckName name, DoctorCheck.Look look) throws Exception {
        try {
            return look.look();
        } catch (RuntimeException e) {
            return List.of(finding(name, e));
        }
    }

    /** What an error of a landing area means. */
    static CheckResult finding(CheckName name, Exception error) throws DoctorCheck.NotNow {
        if (error instanceof DoctorCheck.NotNow notNow) {
            throw notNow;
        }
        return S3Failure.of(error)
                .map(failure -> CheckResult.of(name, fault(failure.kind()), "", failure.detail()))
                .orElseGet(() -> CheckResult.of(
                        name, Fault.UNEXPECTED, "", error.getClass().getSimpleName()));
    }

    private static Fault fault(S3Failure.Kind kind) {
        return switch (kind) {
            case UNREACHABLE -> Fault.S3_UNREACHABLE;
            case LOGIN -> Fault.S3_LOGIN;
            case DENIED -> Fault.S3_DENIED;
            case LIMITED -> Fault.S3_LIMIT;
            case NO_BUCKET -> Fault.BUCKET_MISSING;
            case REGION -> Fault.REGION_WRONG;
            case CLOCK -> Fault.CLOCK_WRONG;
            case NOT_FOUND, OTHER -> Fault.S3_FAILED;
        };
    }

    private List<CheckResult> bucket() {
        Area there = area.get();
        if (there.bucket().isEmpty()) {
            there.store().list("", "", 1);
            return List.of(
                    CheckResult.ok(CheckName.BUCKET, "", there.store().location() + " is a folder"),
                    CheckResult.skipped(CheckName.REGION, "the landing area is a folder"),
                    CheckResult.skipped(CheckName.CLOCK, "the landing area is a folder"));
        }
        S3Bucket bucket = there.bucket().get();
        S3Bucket.Answer answer = bucket.look();
        List<CheckResult> findings = new ArrayList<>();
        findings.add(CheckResult.ok(CheckName.BUCKET, "", there.store().location() + " can be listed"));
        findings.add(region(bucket.clientRegion(), answer.region()));
        findings.add(answer.time()
                .map(this::clock)
                .orElseGet(() -> CheckResult.skipped(CheckName.CLOCK, "the server does not tell its time")));
        return findings;
    }

    private static CheckResult region(String ours, Optional<String> theirs) {
        if (theirs.isPresent() && !theirs.get().equals(ours)) {
            return CheckResult.of(
                    CheckName.REGION,
                    Fault.REGION_WRONG,
                    "",
                    "the bucket is in " + theirs.get() + ", the client in " + ours);
        }
        return CheckResult.ok(CheckName.REGION, "", ours);
    }

    private CheckResult clock(Instant theirs) {
        Duration difference = Duration.between(theirs, clock.instant());
        String words =
                Math.abs(difference.toSeconds()) + " s " + (difference.isNegative() ? "behind" : "ahead of") + " S3";
        if (difference.abs().compareTo(TOLERATED) <= 0) {
            return CheckResult.ok(CheckName.CLOCK, "", words);
        }
        return CheckResult.of(
                CheckName.CLOCK,
                difference.abs().compareTo(REFUSED) < 0 ? Fault.CLOCK_SKEWED : Fault.CLOCK_WRONG,
                "",
                words);
    }

    private List<CheckResult> uploads() {
        Optional<S3Bucket> bucket = area.get().bucket();
        if (bucket.isEmpty()) {
            throw new DoctorCheck.NotNow("the landing area is a folder");
        }
        try {
            List<String> rules = bucket.get().rulesForUploads();
            return List.of(
                    rules.isEmpty()
                            ? CheckResult.of(CheckName.UPLOADS, Fault.UPLOADS_KEPT, "", "")
                            : CheckResult.ok(CheckName.UPLOADS, "", "rule " + String.join(", ", rules)));
        } catch (RuntimeException e) {
            S3Failure failure = S3Failure.of(e).orElseThrow(() -> e);
            boolean unknown = failure.kind() == S3Failure.Kind.DENIED || failure.kind() == S3Failure.Kind.OTHER;
            if (!unknown) {
                throw e;
            }
            return List.of(CheckResult.of(CheckName.UPLOADS, Fault.CANNOT_LOOK, "", failure.detail()));
        }
    }
}
