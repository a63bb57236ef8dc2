package io.landfall.audit;

/**
 * Who did it, and with what.
 *
 * @param userId the principal
 * @param jobId the job or application
 * @param sessionId the run
 * @param userAgent the program and its version
 */
public record AuditActor(String userId, String jobId, String sessionId, String userAgent) {}
