package io.landfall.doctor;

import java.time.Duration;
import java.util.List;

/**
 * A check to be made.
 *
 * @param ifLate what else there is to say if it does not end in time
 */
public record DoctorCheck(CheckName name, Look look, String ifLate) {

    /** A check that leaves nothing behind. */
    public DoctorCheck(CheckName name, Look look) {
        this(name, look, "");
    }

    /** How long a client waits for an answer: it gives up before its check is late, so that the check can say why. */
    public static Duration patience(Duration timeout) {
        return timeout.multipliedBy(4).dividedBy(5);
    }

    /** Looks. Runs on a thread of its own, which is interrupted when its time is over. */
    @FunctionalInterface
    public interface Look {
        /**
         * What was found; may hold findings of checks that this one makes on its way.
         *
         * @throws NotNow if there is nothing to look at
         */
        List<CheckResult> look() throws Exception;
    }

    /** A reason not to look; for people. */
    public static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public NotNow(String reason) {
            super(reason);
        }
    }
}
