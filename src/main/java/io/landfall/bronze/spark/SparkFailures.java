package io.landfall.bronze.spark;

import io.landfall.audit.AuditOutcome;
import io.landfall.bronze.plan.BronzeException;
import io.landfall.landing.segment.SegmentKey;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.spark.SparkThrowable;

/** Says what failed without the messages of others, which may quote the content of a row. */
public final class SparkFailures {
    private static final int DEEPEST = 20;

    private SparkFailures() {}

    /** A failure as the audit log has it. */
    public static AuditOutcome.Failure outcome(Throwable failure) {
        return new AuditOutcome.Failure(code(failure), message(failure));
    }

    /** The class of a failure: Spark's error condition, or else the name of the innermost exception's class. */
    public static String code(Throwable failure) {
        return ours(failure)
                .map(ours -> ours.getClass().getSimpleName())
                .or(() -> condition(failure))
                .orElseGet(() -> innermost(failure).getClass().getSimpleName());
    }

    /** Why it failed: our own words, or else the classes of the exceptions from the outside in. */
    public static String message(Throwable failure) {
        return ours(failure)
                .map(Throwable::getMessage)
                .or(() -> missingSegment(failure)
                        .map(segment -> "segment " + segment + " is gone, though it had been found: put it back, or,"
                                + " to do without its rows, delete the stream's checkpoint if there is one,"
                                + " and run again"))
                .orElseGet(() -> classes(failure));
    }

    private static String classes(Throwable failure) {
        return chain(failure).stream()
                .map(e -> e.getClass().getName()
                        + conditionOf(e).map(c -> " [" + c + "]").orElse(""))
                .distinct()
                .collect(Collectors.joining(" < ", "", place(innermost(failure))));
    }

    /** Messages are kept back, so the place is all there is to find a defect with. */
    private static String place(Throwable innermost) {
        StackTraceElement[] frames = innermost.getStackTrace();
        return frames.length == 0 ? "" : " at " + frames[0];
    }

    /** Whether trying again is in vain. */
    public static boolean isFinal(Throwable failure) {
        return ours(failure).isPresent() || missingSegment(failure).isPresent();
    }

    /** Whether Delta refused a write because another came before it. */
    public static boolean isConflict(Throwable failure) {
        return chain(failure).stream().anyMatch(e -> conditionOf(e)
                .filter(condition -> condition.startsWith("DELTA_CONCURRENT"))
                .isPresent());
    }

    /** Whether the stream only needs to start again to read a changed schema. */
    public static boolean isSchemaChange(Throwable failure) {
        return has(failure, "UNKNOWN_FIELD_EXCEPTION")
                || chain(failure).stream()
                        .anyMatch(e -> e.getClass().getSimpleName().equals("UnknownFieldException"));
    }

    /** Whether any exception of the chain has this error condition, or one below it. */
    public static boolean has(Throwable failure, String condition) {
        return chain(failure).stream().anyMatch(e -> conditionOf(e)
                .filter(c -> c.equals(condition) || c.startsWith(condition + "."))
                .isPresent());
    }

    /** The segment that was not there to be read. */
    private static Optional<SegmentKey> missingSegment(Throwable failure) {
        if (!has(failure, "PATH_NOT_FOUND") && !(innermost(failure) instanceof FileNotFoundException)) {
            return Optional.empty();
        }
        return chain(failure).stream()
                .filter(SparkThrowable.class::isInstance)
                .map(e -> ((SparkThrowable) e).getMessageParameters().get("path"))
                .filter(Objects::nonNull)
                .flatMap(path -> SegmentKey.parse(path).stream())
                .findFirst();
    }

    private static Optional<Throwable> ours(Throwable failure) {
        return chain(failure).stream().filter(BronzeException.class::isInstance).findFirst();
    }

    private static Optional<String> condition(Throwable failure) {
        return chain(failure).stream().flatMap(e -> conditionOf(e).stream()).reduce((outer, inner) -> inner);
    }

    private static Optional<String> conditionOf(Throwable e) {
        return e instanceof SparkThrowable spark ? Optional.ofNullable(spark.getCondition()) : Optional.empty();
    }

    private static Throwable innermost(Throwable failure) {
        List<Throwable> chain = chain(failure);
        return chain.get(chain.size() - 1);
    }

    private static List<Throwable> chain(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable e = failure; e != null && chain.size() < DEEPEST; e = e.getCause()) {
            chain.add(e);
        }
        return chain;
    }
}
