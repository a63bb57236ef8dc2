package io.landfall.bronze.audit;

import io.landfall.audit.AuditActor;
import io.landfall.bronze.spark.Sessions;
import java.util.Optional;
import org.apache.spark.sql.SparkSession;

/**
 * Who runs the job, as the audit log tells it.
 *
 * @param user the principal
 * @param job the job's id; that of the session where nobody gave one
 * @param session the Spark application; a random id where Spark runs elsewhere
 * @param agent the program and its version
 */
public record JobIdentity(String user, String job, String session, String agent) {

    public static JobIdentity of(SparkSession spark, Optional<String> jobId) {
        String user = spark.sql("SELECT current_user()").first().getString(0);
        String version = JobIdentity.class.getPackage().getImplementationVersion();
        String session = Sessions.isConnect(spark)
                ? Sessions.newId(spark)
                : spark.sparkContext().applicationId();
        return new JobIdentity(
                user,
                jobId.orElse(session),
                session,
                version == null ? "landfall-bronze" : "landfall-bronze/" + version);
    }

    /** Who did what an audit entry tells of, in this session. */
    public AuditActor actor(String inSession) {
        return new AuditActor(user, job, inSession, agent);
    }
}
