package io.landfall.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DoctorTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofMillis(100);

    private static DoctorCheck good(CheckName name) {
        return new DoctorCheck(name, () -> List.of(CheckResult.ok(name, "", "fine")));
    }

    private static DoctorCheck bad(CheckName name, Fault fault) {
        return new DoctorCheck(name, () -> List.of(CheckResult.of(name, fault, "", "")));
    }

    private static List<String> lines(Diagnosis diagnosis) {
        return diagnosis.findings().stream()
                .map(finding -> finding.status() + " " + finding.check().code() + ": " + finding.found())
                .toList();
    }

    @Test
    void shouldReportInTheOrderOfTheChecks() {
        Diagnosis diagnosis = Doctor.examine(
                List.of(
                        new DoctorCheck(
                                CheckName.TOPICS,
                                () -> List.of(
                                        CheckResult.ok(CheckName.TOPICS, "b", "fine"),
                                        CheckResult.of(CheckName.TOPICS, Fault.TOPIC_MISSING, "a", ""))),
                        good(CheckName.FILE)),
                LONG);

        assertThat(lines(diagnosis))
                .containsExactly(
                        "OK configuration/file: fine",
                        "FAIL kafka/topics: The topic does not exist",
                        "OK kafka/topics: fine");
        assertThat(diagnosis.passed()).isFalse();
    }

    @Test
    void shouldPassWithWarnings() {
        Diagnosis diagnosis = Doctor.examine(List.of(bad(CheckName.GROUPS, Fault.GROUP_IDLE)), LONG);

        assertThat(diagnosis.passed()).isTrue();
        assertThat(diagnosis.count(Status.WARN)).isEqualTo(1);
    }

    @Test
    void shouldSkipWhatNeedsAFailedCheckAndSayWhich() {
        Diagnosis diagnosis = Doctor.examine(
                List.of(
                        good(CheckName.FILE),
                        bad(CheckName.BROKERS, Fault.KAFKA_UNREACHABLE),
                        good(CheckName.TOPICS),
                        good(CheckName.SERVER)),
                LONG);

        assertThat(lines(diagnosis))
                .containsExactly(
                        "OK configuration/file: fine",
                        "FAIL kafka/brokers: Kafka does not answer",
                        "SKIPPED kafka/topics: needs kafka/brokers, which failed",
                        "OK registry/server: fine");
    }

    @Test
    void shouldSkipWhatNeedsACheckThatWasSkipped() {
        Diagnosis diagnosis = Doctor.examine(
                List.of(
                        new DoctorCheck(CheckName.LOGIN, () -> {
                            throw new DoctorCheck.NotNow("nobody said where");
                        }),
                        good(CheckName.SERVER),
                        good(CheckName.COLUMNS)),
                LONG);

        assertThat(lines(diagnosis))
                .contains(
                        "SKIPPED databricks/login: nobody said where",
                        "SKIPPED tables/columns: needs databricks/login, which was skipped");
        assertThat(diagnosis.passed()).isTrue();
    }

    @Test
    void shouldGoOnWithoutACheckThatHangsWhateverItDoesAboutInterrupts() {
        CountDownLatch never = new CountDownLatch(1);
        DoctorCheck.Look deaf = () -> {
            while (true) {
                try {
                    never.await();
                } catch (InterruptedException e) {
                    // goes on
                }
            }
        };
        List<DoctorCheck> checks = new ArrayList<>();
        for (CheckName name : EnumSet.range(CheckName.BROKERS, CheckName.LOGIN)) {
            checks.add(
                    name.needs().contains(CheckName.FILE)
                            ? new DoctorCheck(name, deaf, "may have left x")
                            : good(name));
        }
        checks.add(good(CheckName.FILE));

        Diagnosis diagnosis = Doctor.examine(checks, SHORT);

        assertThat(lines(diagnosis))
                .contains(
                        "FAIL kafka/brokers: There was no answer in time: 100 ms; may have left x",
                        "SKIPPED kafka/topics: needs kafka/brokers, which failed");
    }

    @Test
    void shouldInterruptACheckThatIsLate() throws InterruptedException {
        CountDownLatch interrupted = new CountDownLatch(1);
        Doctor.examine(
                List.of(new DoctorCheck(CheckName.BROKERS, () -> {
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                        throw e;
                    }
                    return List.of();
                })),
                SHORT);

        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void shouldNotLetLateChecksTakeThePlacesOfOthers() {
        CountDownLatch never = new CountDownLatch(1);
        List<DoctorCheck> checks = new ArrayList<>();
        for (CheckName name : CheckName.values()) {
            if (name.needs().contains(CheckName.BROKERS) || name.needs().contains(CheckName.LOGIN)) {
                checks.add(new DoctorCheck(name, () -> {
                    never.await();
                    return List.of();
                }));
            }
        }
        assertThat(checks).hasSizeGreaterThan(2 * Doctor.AT_ONCE);

        assertThat(Doctor.examine(checks, SHORT).count(Status.FAIL)).isEqualTo(checks.size());
    }

    @Test
    void shouldWorkSideBySideButNotWithoutEnd() {
        CyclicBarrier together = new CyclicBarrier(Doctor.AT_ONCE);
        AtomicInteger now = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        List<CheckName> names = new ArrayList<>(EnumSet.range(CheckName.TOPICS, CheckName.TRANSACTIONS));
        names.addAll(EnumSet.range(CheckName.CLUSTERS, CheckName.SECRETS));
        List<DoctorCheck> checks = names.subList(0, 2 * Doctor.AT_ONCE).stream()
                .map(name -> new DoctorCheck(name, () -> {
                    most.accumulateAndGet(now.incrementAndGet(), Math::max);
                    together.await();
                    now.decrementAndGet();
                    return List.of(CheckResult.ok(name, "", ""));
                }))
                .toList();

        assertThat(Doctor.examine(checks, LONG).count(Status.OK)).isEqualTo(2 * Doctor.AT_ONCE);
        assertThat(most.get()).isLessThanOrEqualTo(Doctor.AT_ONCE);
    }

    @Test
    void shouldNotRepeatTheMessageOfAnErrorThatNobodyExpected() {
        Diagnosis diagnosis = Doctor.examine(
                List.of(new DoctorCheck(CheckName.BROKERS, () -> {
                    throw new IllegalStateException("password=hunter2");
                })),
                LONG);

        assertThat(lines(diagnosis))
                .containsExactly("FAIL kafka/brokers: The check itself failed: IllegalStateException");
    }

    @Test
    void shouldMakeTheChecksThatOthersNeed() {
        assertThat(Doctor.needed(Set.of(Group.TABLES)))
                .containsExactlyInAnyOrder(
                        CheckName.FILE, CheckName.SERVER, CheckName.LOGIN, CheckName.COLUMNS, CheckName.FRESHNESS);
        assertThat(Doctor.needed(EnumSet.allOf(Group.class))).containsExactly(CheckName.values());
    }

    @Test
    void shouldHaveEachCheckAfterThoseThatItNeeds() {
        for (CheckName name : CheckName.values()) {
            assertThat(name.needs()).allMatch(needed -> needed.compareTo(name) < 0);
        }
    }
}
