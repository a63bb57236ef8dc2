package io.landfall.doctor;

import java.util.Locale;

/** What can be wrong, and how to mend it. */
public enum Fault {
    // Any check.
    LATE(
            Status.FAIL,
            "There was no answer in time",
            "Is the address right, and does the network let this machine through? Something that only starts slowly, such"
                    + " as a SQL warehouse, may need a longer --timeout."),
    UNEXPECTED(
            Status.FAIL,
            "The check itself failed",
            "Run it again. If it happens each time, it is a defect of Landfall: report it with the name of the error."),

    // Configuration.
    INVALID(
            Status.FAIL,
            "The configuration cannot be used",
            "Correct what is named; landfall validate shows all problems at once."),
    REFERENCE_UNRESOLVED(
            Status.FAIL,
            "A reference cannot be resolved",
            "Set the variable, or put the secret where the reference says, and see that this user may read it."),

    // Kafka.
    KAFKA_UNREACHABLE(
            Status.FAIL,
            "Kafka does not answer",
            "Is kafka.bootstrap_servers right, do the brokers run, and does the network let this machine through? Does"
                    + " security.protocol fit the listener?"),
    KAFKA_LOGIN(
            Status.FAIL,
            "Kafka refuses the login",
            "Check kafka.properties: security.protocol, sasl.mechanism, and user and password (or certificate) of"
                    + " sasl.jaas.config."),
    KAFKA_CLIENT(
            Status.FAIL,
            "No Kafka client can be made of the configuration",
            "Check kafka.bootstrap_servers and kafka.properties: hosts, files and passwords."),
    KAFKA_DENIED(
            Status.WARN,
            "This user may not ask Kafka for this",
            "Grant it DESCRIBE on the topics and groups, and DESCRIBE_CONFIGS on the topics and the cluster; or look"
                    + " with a user that has these rights."),
    TOPIC_MISSING(
            Status.FAIL,
            "The topic does not exist",
            "Create it, or correct tables.<table>.topic; this user may also lack the right to describe it."),
    QUARANTINE_MISSING(
            Status.WARN,
            "The quarantine topic does not exist yet",
            "The service creates it when it starts, if it may; else create it by hand."),
    RIGHT_MISSING(
            Status.FAIL,
            "The login of kafka.properties lacks rights",
            "Add an ACL (kafka-acls.sh --add --allow-principal User:<user> --operation <operation> …) for what is named."),
    MAY_NOT_CREATE(
            Status.WARN,
            "The login of kafka.properties may not create topics in general",
            "Kafka Streams creates the topics of its state, and the service its quarantine topic. Allow CREATE on topics"
                    + " with the application's prefix; such an ACL cannot be seen from here."),
    GROUP_MISSING(
            Status.WARN,
            "The consumer group does not exist",
            "Start the service: landfall run. If it runs, is application in landfall.yaml the one that it was started"
                    + " with?"),
    GROUP_IDLE(
            Status.WARN,
            "The consumer group has no members",
            "Nobody reads these topics: is the service running, and what does its log say?"),
    GROUP_MOVING(
            Status.WARN,
            "The consumer group is being rebalanced",
            "Usual for seconds after a start or a stop. If it stays so, look for instances that restart again and again."),
    BEHIND_RETENTION(
            Status.WARN,
            "What has not landed yet is beyond half of the topic's retention",
            "Start the service, or more instances, or find out what holds it up; or raise the topic's retention.ms or"
                    + " retention.bytes in time."),
    OVERTAKEN(
            Status.FAIL,
            "The topic's retention took records before they landed",
            "They are lost, unless their source has them; the next segment will count them as expired. Start the service,"
                    + " or more instances, and raise the topic's retention."),
    TRANSACTION_TOO_LONG(
            Status.FAIL,
            "The brokers do not allow transactions as long as the service needs",
            "Raise transaction.max.timeout.ms of the brokers, or lower roll_every, or use guarantee: at_least_once."),

    // Schema registry.
    REGISTRY_UNREACHABLE(
            Status.FAIL,
            "The schema registry cannot be asked",
            "Is schema_registry.url right, does the registry run, and does the network let this machine through?"),
    REGISTRY_LIMIT(
            Status.FAIL,
            "The schema registry has had too many requests (429)",
            "Wait and try again. If it happens often, somebody asks it for too much: the service asks once per schema."),
    REGISTRY_REFUSED(
            Status.FAIL,
            "The schema registry refuses",
            "Check schema_registry.username and password, that they may read schemas, and the path of"
                    + " schema_registry.url."),
    SUBJECT_MISSING(
            Status.FAIL,
            "The registry has no such subject",
            "Register a schema, or correct tables.<table>.subject (by default <topic>-value)."),
    SCHEMA_UNUSABLE(
            Status.FAIL,
            "The newest schema does not fit the table",
            "Correct the table's configuration, or register a schema that has what it names."),
    INCOMPATIBLE_ALLOWED(
            Status.WARN,
            "The registry lets in schemas that cannot read what was written before",
            "Set the subject's compatibility to BACKWARD (or FULL): records that the newest schema cannot read go to"
                    + " quarantine."),

    // Landing area.
    S3_UNREACHABLE(
            Status.FAIL,
            "S3 does not answer",
            "Is landing.s3.endpoint right, if there is one, and does the network let this machine through (a gateway"
                    + " endpoint, a proxy)?"),
    S3_LOGIN(
            Status.FAIL,
            "S3 does not know this login, or there is none",
            "Check landing.s3.access_key and secret_key, or what the AWS SDK finds: the task's role, the profile, variables"
                    + " AWS_*. Temporary credentials may have expired."),
    S3_DENIED(
            Status.FAIL,
            "S3 does not allow it (403)",
            "Grant the role s3:ListBucket on the bucket, s3:PutObject, s3:GetObject and s3:AbortMultipartUpload below the"
                    + " landing root, and the use of the KMS key; look for a bucket policy that denies."),
    S3_LIMIT(
            Status.FAIL,
            "S3 has had too many requests (429 or 503)",
            "Wait and try again; the SDK has tried several times. If it happens often, look for who else uses the bucket."),
    S3_FAILED(
            Status.FAIL,
            "S3 answers with an error",
            "See the error's code in the documentation of S3 or of the server."),
    BUCKET_MISSING(Status.FAIL, "The bucket does not exist", "Create it (terraform apply), or correct landing.root."),
    REGION_WRONG(
            Status.FAIL,
            "The bucket is in another region than the client, or the client has none",
            "Set landing.s3.region, or AWS_REGION, to the bucket's region."),
    CLOCK_SKEWED(
            Status.WARN,
            "This machine's clock differs from S3's by more than a minute",
            "Let it follow a time server (chrony, the Amazon Time Sync Service)."),
    CLOCK_WRONG(
            Status.FAIL,
            "This machine's clock differs from S3's by 15 minutes or more",
            "Set it, and let it follow a time server (chrony, the Amazon Time Sync Service): S3 refuses requests that are"
                    + " signed with such a time."),
    NOT_CREATE_ONLY(
            Status.FAIL,
            "The landing area overwrites objects although it was told not to",
            "Use S3, or a server that honours If-None-Match: * on PutObject and on CompleteMultipartUpload; a proxy in"
                    + " between may drop the header. Without it two writers could replace each other's segments."),
    READ_DIFFERS(
            Status.FAIL,
            "What was read is not what was written",
            "Look for what stands between this machine and the landing area, a cache or a proxy, and take it away."),
    NOT_ENCRYPTED(
            Status.WARN,
            "The landing area does not say that it encrypts objects",
            "Set default encryption of the bucket, best with a KMS key."),
    OTHER_KEY(
            Status.FAIL,
            "Objects are not encrypted as landing.s3.kms_key says",
            "Is the key's alias the right one in this account and region? A server other than S3 may ignore it."),
    PROBE_LEFT(
            Status.WARN,
            "The check's object could not be removed",
            "Remove it by hand; it does no harm, for it is outside of the tables. The service's own role may not delete,"
                    + " and that is right."),
    UPLOADS_KEPT(
            Status.WARN,
            "No lifecycle rule removes the parts of uploads that were never completed",
            "Add a rule with AbortIncompleteMultipartUpload (terraform/modules/aws has it): what a killed service leaves"
                    + " costs money for ever."),
    CANNOT_LOOK(
            Status.WARN,
            "This cannot be seen from here",
            "Look with a user that may (s3:GetLifecycleConfiguration), or in the console. Servers other than S3 may not"
                    + " know the question."),

    // Databricks.
    WORKSPACE_UNREACHABLE(
            Status.FAIL,
            "The Databricks workspace does not answer",
            "Is DATABRICKS_HOST (or the profile's host) right, and does the network let this machine through (an IP access"
                    + " list, a private link)?"),
    WORKSPACE_LOGIN(
            Status.FAIL,
            "Databricks refuses the login (401), or there is none",
            "Make a new token, or log in again (databricks auth login), or check client id and secret:"
                    + " DATABRICKS_TOKEN, DATABRICKS_CLIENT_ID and DATABRICKS_CLIENT_SECRET, or the profile."),
    WORKSPACE_BARRED(
            Status.FAIL,
            "Databricks does not let this login into the workspace (403)",
            "Assign the user or service principal to the workspace; look for an IP access list that this machine is not"
                    + " on."),
    WORKSPACE_DENIED(
            Status.WARN,
            "Databricks does not let this user look (403)",
            "Look with a user that may: BROWSE or USE on the catalog, CAN VIEW on the jobs, READ on the secret scopes, the"
                    + " workspace entitlement."),
    WORKSPACE_LIMIT(
            Status.FAIL,
            "Databricks has had too many requests (429)",
            "Wait and try again; the SDK has tried several times. Look for what else uses this login."),
    WORKSPACE_FAILED(
            Status.FAIL,
            "Databricks answers with an error",
            "Try again later; if it stays, see the status page of Databricks, and the error's code in its documentation."),
    CATALOG_MISSING(
            Status.FAIL,
            "The catalog does not exist, or this user may not see it",
            "terraform apply, or correct bronze.catalog; it may not be bound to this workspace."),
    SCHEMA_MISSING(
            Status.FAIL,
            "The schema does not exist, or this user may not see it",
            "terraform apply, or correct bronze.schema."),
    VOLUME_MISSING(
            Status.FAIL,
            "The volume does not exist, or this user may not see it",
            "terraform apply: a table that is new in landfall.yaml needs its volume."),
    VOLUME_ELSEWHERE(
            Status.FAIL,
            "The volume is not on the table's part of the landing area",
            "terraform apply with the same landfall.yaml and environment; or correct landing.root."),
    LOCATION_MISSING(
            Status.FAIL, "The external location does not exist, or this user may not see it", "terraform apply."),
    LOCATION_ELSEWHERE(
            Status.FAIL,
            "The external location is not on the landing area",
            "terraform apply with the same landfall.yaml and environment; or correct landing.root."),
    LOCATION_WRITABLE(
            Status.WARN,
            "Databricks may write to the landing area",
            "Make the external location read-only (terraform apply): only the service writes segments."),
    FILE_EVENTS_OFF(
            Status.FAIL,
            "The external location has no file events",
            "Enable them (terraform apply), and see that Unity Catalog's role has the rights for SQS and SNS: Auto Loader is"
                    + " told to use them, and without them finds nothing new."),
    GRANT_MISSING(
            Status.FAIL, "The ingest principal lacks privileges", "terraform apply, or GRANT them on what is named."),
    JOB_MISSING(
            Status.FAIL,
            "The job does not exist, or this user may not see it",
            "terraform apply with the same landfall.yaml and environment."),
    MAINTENANCE_MISSING(
            Status.WARN,
            "There is no maintenance job, or this user may not see it: nothing deletes rows by retention",
            "Set maintenance_at, and terraform apply; it may be missing on purpose."),
    LEDGER_MISSING(
            Status.WARN,
            "There is no ledger job, or this user may not see it: only maintenance notes what landed and is not ingested",
            "Set ledger_minutes, and terraform apply; it may be missing on purpose."),
    JOB_PAUSED(Status.FAIL, "The job is paused", "Unpause it: paused = false, and terraform apply."),
    TABLE_NOT_INGESTED(
            Status.FAIL,
            "The job has no task for a table",
            "terraform apply with the same landfall.yaml: the table is new, or its ingest rhythm has changed."),
    PRINCIPAL_UNKNOWN(
            Status.WARN,
            "The job does not say which service principal it runs as",
            "terraform apply: jobs that run as a person end when the person leaves."),
    RUN_FAILED(
            Status.FAIL,
            "The job's last run failed",
            "Open the run's page, and the audit log (bz_audit_log); the job goes on where it stopped."),
    NEVER_RAN(
            Status.WARN,
            "The job has not run yet",
            "Wait for its next time, or start it by hand (databricks jobs run-now)."),
    JAR_DIFFERS(
            Status.WARN,
            "The bronze job's jar is of another version than this one",
            "Deploy both from one release: terraform apply with its bronze_jar. Segments of a newer service may hold what"
                    + " an older job does not know."),
    JAR_UNKNOWN(
            Status.WARN,
            "The version of the jobs' jar cannot be told",
            "Is it the jar of the release, and may this user read the volume it lies in?"),
    OVERWRITES_ALLOWED(
            Status.FAIL,
            "A job's settings let Auto Loader take an object twice",
            "Take cloudFiles.allowOverwrites out of the job's settings (terraform apply): rows would be doubled."),
    OTHER_PROGRAM(
            Status.FAIL,
            "A task does not run Landfall's program as it has to",
            "terraform apply: somebody changed the job."),
    SCOPE_MISSING(
            Status.FAIL,
            "The secret scope does not exist, or this user may not see it",
            "Create it (terraform apply), or correct the reference ${databricks:scope/key}."),
    SECRET_MISSING(
            Status.FAIL,
            "The secret scope has no such key",
            "databricks secrets put-secret <scope> <key>, or correct the reference ${databricks:scope/key}."),

    // Tables.
    TABLE_MISSING(
            Status.WARN,
            "The bronze table does not exist yet, or this user may not see it",
            "The bronze job makes it in its first run with segments: see that the job runs."),
    COLUMN_BEHIND(
            Status.WARN,
            "The bronze table is behind the newest schema",
            "The bronze job adds and widens columns when it meets the first segment with them: see that it runs."),
    COLUMN_DIFFERS(
            Status.FAIL,
            "A column has a type that the newest schema's values do not fit",
            "Somebody changed the table, or the schema in a way that no type can follow. Land the topic as a new table,"
                    + " under another name, or restore the column."),
    STALE(
            Status.WARN,
            "Nothing came into the table for longer than its ingest rhythm and an hour",
            "Did the topic have records meanwhile? If so: does the service run, what do the job's runs say, does landfall"
                    + " reconcile --warehouse-id … find segments that were not ingested?");

    private final Status status;
    private final String meaning;
    private final String remedy;

    Fault(Status status, String meaning, String remedy) {
        this.status = status;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** Its name in reports for programs: {@code topic-missing}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How bad it is. */
    public Status status() {
        return status;
    }

    /** What it means, in a sentence without its full stop. */
    public String meaning() {
        return meaning;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
