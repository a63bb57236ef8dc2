package io.landfall.doctor;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Makes checks side by side. One that hangs is reported as late and left behind on its daemon thread: it delays nothing,
 * not even the end of the process.
 */
public final class Doctor {
    /** So many at once, not counting those that are late. */
    static final int AT_ONCE = 8;

    private final Duration timeout;
    private final Semaphore places = new Semaphore(AT_ONCE);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "doctor-timer");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<CheckName, CompletableFuture<List<CheckResult>>> answers = new EnumMap<>(CheckName.class);

    private Doctor(Duration timeout) {
        this.timeout = timeout;
    }

    /**
     * Makes checks, and waits for them.
     *
     * @param timeout of each, from when it begins
     */
    public static Diagnosis examine(Collection<DoctorCheck> checks, Duration timeout) {
        Doctor doctor = new Doctor(timeout);
        try {
            return doctor.examine(checks);
        } finally {
            doctor.timer.shutdownNow();
        }
    }

    /** The checks of some groups, with those that they need. */
    public static Set<CheckName> needed(Set<Group> groups) {
        Set<CheckName> needed = EnumSet.noneOf(CheckName.class);
        CheckName[] names = CheckName.values();
        for (int i = names.length - 1; i >= 0; i--) { // what is needed stands before what needs it
            if (groups.contains(names[i].group()) || needed.contains(names[i])) {
                needed.add(names[i]);
                needed.addAll(names[i].needs());
            }
        }
        return needed;
    }

    private Diagnosis examine(Collection<DoctorCheck> checks) {
        checks.stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .forEach(check -> answers.put(check.name(), afterItsNeeds(check)));
        List<CheckResult> findings = new ArrayList<>();
        answers.values().forEach(answer -> findings.addAll(answer.join()));
        return new Diagnosis(findings);
    }

    private CompletableFuture<List<CheckResult>> afterItsNeeds(DoctorCheck check) {
        List<CompletableFuture<List<CheckResult>>> needs = check.name().needs().stream()
                .filter(answers::containsKey)
                .map(answers::get)
                .toList();
        return CompletableFuture.allOf(needs.toArray(CompletableFuture<?>[]::new))
                .thenCompose(done -> obstacle(check, needs)
                        .map(reason ->
                                CompletableFuture.completedFuture(List.of(CheckResult.skipped(check.name(), reason))))
                        .orElseGet(() -> begin(check)));
    }

    private static Optional<String> obstacle(DoctorCheck check, List<CompletableFuture<List<CheckResult>>> needs) {
        return needs.stream()
                .flatMap(answer -> answer.join().stream())
                .filter(finding -> check.name().needs().contains(finding.check()))
                .filter(finding -> finding.status() == Status.FAIL || finding.status() == Status.SKIPPED)
                .findFirst()
                .map(finding -> "needs " + finding.check().code() + ", which "
                        + (finding.status() == Status.FAIL ? "failed" : "was skipped"));
    }

    private CompletableFuture<List<CheckResult>> begin(DoctorCheck check) {
        CompletableFuture<List<CheckResult>> answer = new CompletableFuture<>();
        Thread thread =
                new Thread(() -> look(check, answer), "doctor-" + check.name().code());
        thread.setDaemon(true);
        thread.start();
        return answer;
    }

    private void look(DoctorCheck check, CompletableFuture<List<CheckResult>> answer) {
        Thread self = Thread.currentThread();
        places.acquireUninterruptibly();
        Future<?> end = timer.schedule(() -> late(check, answer, self), timeout.toMillis(), TimeUnit.MILLISECONDS);
        settle(answer, findings(check));
        end.cancel(false);
    }

    /** Whoever comes first gives the place back. */
    private boolean settle(CompletableFuture<List<CheckResult>> answer, List<CheckResult> findings) {
        boolean first = answer.complete(findings);
        if (first) {
            places.release();
        }
        return first;
    }

    private void late(DoctorCheck check, CompletableFuture<List<CheckResult>> answer, Thread thread) {
        String limit = timeout.toMillis() % 1000 == 0 ? timeout.toSeconds() + " s" : timeout.toMillis() + " ms";
        String detail = check.ifLate().isEmpty() ? limit : limit + "; " + check.ifLate();
        if (settle(answer, List.of(CheckResult.of(check.name(), Fault.LATE, "", detail)))) {
            thread.interrupt();
        }
    }

    /** Of an error that no check expects only the kind is told: its message may quote anything. */
    private static List<CheckResult> findings(DoctorCheck check) {
        try {
            return check.look().look();
        } catch (DoctorCheck.NotNow e) {
            return List.of(CheckResult.skipped(check.name(), String.valueOf(e.getMessage())));
        } catch (Exception | LinkageError e) {
            return List.of(CheckResult.of(
                    check.name(), Fault.UNEXPECTED, "", e.getClass().getSimpleName()));
        }
    }
}
