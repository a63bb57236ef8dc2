package io.landfall.doctor.landing;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.doctor.CheckResult;
import io.landfall.doctor.Diagnosis;
import io.landfall.doctor.Doctor;
import io.landfall.doctor.DoctorCheck;
import io.landfall.doctor.Fault;
import io.landfall.doctor.Status;
import io.landfall.landing.store.LocalObjectStore;
import io.landfall.landing.store.S3Bucket;
import io.landfall.landing.store.S3Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The real S3 client against a server on this machine, one fault at a time. */
class LandingChecksTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String PROBE = "_landfall/doctor-1";

    private static Diagnosis examine(FakeS3 s3, Duration patience) {
        return examine(s3, patience, Clock.systemUTC());
    }

    private static Diagnosis examine(FakeS3 s3, Duration patience, Clock clock) {
        S3Settings settings = new S3Settings(
                "landing",
                "app",
                Optional.of(s3.endpoint()),
                Optional.of("eu-central-1"),
                true,
                Optional.of(new S3Settings.Credentials("key", "secret")),
                Optional.of("alias/landing"));
        try (Area area = Area.of(new S3Bucket(settings, patience))) {
            List<DoctorCheck> checks = new LandingChecks(() -> area, settings::kmsKey, PROBE, clock).checks();
            return Doctor.examine(checks, patience.multipliedBy(2));
        }
    }

    private static List<String> faults(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .flatMap(finding -> finding.fault().stream().map(fault -> finding.check() + " " + fault))
                .toList();
    }

    private static Arguments plant(Consumer<FakeS3> fault, String... found) {
        return Arguments.of(fault, List.of(found));
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                plant(s3 -> {}),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 403, "AccessDenied"), "BUCKET S3_DENIED"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 401, "Unauthorized"), "BUCKET S3_LOGIN"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 403, "InvalidAccessKeyId"), "BUCKET S3_LOGIN"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 400, "ExpiredToken"), "BUCKET S3_LOGIN"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 404, "NoSuchBucket"), "BUCKET BUCKET_MISSING"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 429, "TooManyRequests"), "BUCKET S3_LIMIT"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 503, "SlowDown"), "BUCKET S3_LIMIT"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 500, "InternalError"), "BUCKET S3_FAILED"),
                plant(
                        s3 -> s3.region("us-east-1").refuse(FakeS3.Operation.LIST, 301, "PermanentRedirect"),
                        "BUCKET REGION_WRONG"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIST, 403, "RequestTimeTooSkewed"), "BUCKET CLOCK_WRONG"),
                plant(s3 -> s3.region("us-east-1"), "REGION REGION_WRONG"),
                plant(s3 -> s3.refuse(FakeS3.Operation.PUT, 403, "AccessDenied"), "WRITE S3_DENIED"),
                plant(s3 -> s3.refuse(FakeS3.Operation.PUT, 503, "SlowDown"), "WRITE S3_LIMIT"),
                plant(FakeS3::overwrites, "CREATE_ONLY NOT_CREATE_ONLY"),
                plant(FakeS3::overwritesInParts, "CREATE_ONLY NOT_CREATE_ONLY"),
                plant(s3 -> s3.refuse(FakeS3.Operation.BEGIN, 403, "AccessDenied"), "CREATE_ONLY S3_DENIED"),
                plant(s3 -> s3.content("LANDFALL"), "READ_BACK READ_DIFFERS"),
                plant(s3 -> s3.refuse(FakeS3.Operation.GET, 403, "AccessDenied"), "READ_BACK S3_DENIED"),
                plant(s3 -> s3.encryption(""), "ENCRYPTION OTHER_KEY"),
                plant(s3 -> s3.encryption("AES256"), "ENCRYPTION OTHER_KEY"),
                plant(s3 -> s3.refuse(FakeS3.Operation.DELETE, 403, "AccessDenied"), "CLEAN_UP PROBE_LEFT"),
                plant(
                        s3 -> s3.refuse(FakeS3.Operation.LIFECYCLE, 404, "NoSuchLifecycleConfiguration"),
                        "UPLOADS UPLOADS_KEPT"),
                plant(s3 -> s3.ruleFor("apple/"), "UPLOADS UPLOADS_KEPT"),
                plant(s3 -> s3.ruleFor("app/")),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIFECYCLE, 403, "AccessDenied"), "UPLOADS CANNOT_LOOK"),
                plant(s3 -> s3.refuse(FakeS3.Operation.LIFECYCLE, 501, "NotImplemented"), "UPLOADS CANNOT_LOOK"));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldFindExactlyTheFault(Consumer<FakeS3> fault, List<String> found) {
        try (FakeS3 s3 = new FakeS3()) {
            fault.accept(s3);

            Diagnosis diagnosis = examine(s3, PATIENCE);

            assertThat(faults(diagnosis)).isEqualTo(found);
            assertThat(diagnosis.findings())
                    .noneMatch(finding -> finding.found().contains("hunter2"));
        }
    }

    @ParameterizedTest
    @CsvSource({"-3600, CLOCK_WRONG", "-120, CLOCK_SKEWED", "120, CLOCK_SKEWED", "901, CLOCK_WRONG"})
    void shouldFindAClockThatIsWrong(long seconds, Fault fault) {
        try (FakeS3 s3 = new FakeS3()) {
            Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofSeconds(seconds));

            assertThat(faults(examine(s3, PATIENCE, wrong))).containsExactly("CLOCK " + fault);
        }
    }

    @Test
    void shouldRemoveWhatItWroteWhateverItFinds() {
        try (FakeS3 s3 = new FakeS3()) {
            s3.overwrites().refuse(FakeS3.Operation.GET, 403, "AccessDenied");
            examine(s3, PATIENCE);

            assertThat(s3.requests()).contains("PUT", "DELETE");
            assertThat(s3.objects()).isEmpty();
        }
    }

    @Test
    void shouldSayWhatItLeftAndWhere() {
        try (FakeS3 s3 = new FakeS3()) {
            s3.refuse(FakeS3.Operation.DELETE, 403, "AccessDenied");
            Diagnosis diagnosis = examine(s3, PATIENCE);

            assertThat(s3.objects()).containsExactly("app/" + PROBE);
            assertThat(diagnosis.passed()).isTrue();
            assertThat(diagnosis.findings())
                    .extracting(CheckResult::found)
                    .contains("The check's object could not be removed: s3://landing/app/" + PROBE
                            + " (HTTP 403 AccessDenied)");
        }
    }

    @Test
    void shouldSayThatNobodyAnswers() {
        try (FakeS3 s3 = new FakeS3().hangs()) {
            assertThat(faults(examine(s3, Duration.ofSeconds(2)))).containsExactly("BUCKET S3_UNREACHABLE");
        }
        FakeS3 gone = new FakeS3();
        gone.close();
        assertThat(faults(examine(gone, Duration.ofSeconds(5)))).containsExactly("BUCKET S3_UNREACHABLE");
    }

    @Test
    void shouldLookAtAFolderToo(@TempDir Path folder) throws IOException {
        Diagnosis diagnosis = Doctor.examine(
                new LandingChecks(
                                () -> Area.of(new LocalObjectStore(folder)), Optional::empty, PROBE, Clock.systemUTC())
                        .checks(),
                PATIENCE);

        assertThat(diagnosis.findings())
                .filteredOn(finding -> finding.status() == Status.OK)
                .extracting(finding -> finding.check().code())
                .containsExactly(
                        "landing/bucket",
                        "landing/write",
                        "landing/create-only",
                        "landing/read-back",
                        "landing/clean-up");
        assertThat(diagnosis.passed()).isTrue();
        try (Stream<Path> files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).isEmpty();
        }
    }
}
