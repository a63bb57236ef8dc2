package io.landfall.audit;

/** How an operation ended. */
public sealed interface AuditOutcome {
    /** What the status column says. */
    String status();

    /**
     * It did what it should.
     *
     * @param records rows that it changed
     */
    record Success(long records) implements AuditOutcome {
        @Override
        public String status() {
            return "SUCCESS";
        }
    }

    /**
     * It changed nothing.
     *
     * @param code class of the failure
     * @param message why, without the content of any row
     */
    record Failure(String code, String message) implements AuditOutcome {
        @Override
        public String status() {
            return "FAILED";
        }
    }
}
