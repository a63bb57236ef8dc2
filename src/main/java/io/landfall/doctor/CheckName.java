package io.landfall.doctor;

import java.util.Locale;
import java.util.Set;

/** All checks, in the order of the report: a check stands after those that it needs. */
public enum CheckName {
    FILE(Group.CONFIGURATION, "Is landfall.yaml right, for this environment?"),
    REFERENCES(
            Group.CONFIGURATION,
            "Can all its references be resolved here, and are the values of a form that can be used?",
            FILE),

    BROKERS(Group.KAFKA, "Does the cluster answer to this login?", FILE),
    TOPICS(Group.KAFKA, "Are the tables' topics there, and the quarantine topic?", BROKERS),
    RIGHTS(
            Group.KAFKA,
            "May this user read the topics, use the groups, write to quarantine and to the topics of its state?",
            BROKERS),
    GROUPS(Group.KAFKA, "Are the consumer groups there, with members, and at rest?", BROKERS),
    RETENTION(
            Group.KAFKA,
            "Is what has not landed yet far enough from the end of each topic's retention (time and bytes)?",
            BROKERS),
    TRANSACTIONS(Group.KAFKA, "Do the brokers allow transactions as long as the tables' roll_every needs?", BROKERS),

    SERVER(Group.REGISTRY, "Does the schema registry answer to this login?", FILE),
    SUBJECTS(
            Group.REGISTRY,
            "Has each table's subject an Avro schema that can be a table's, with all fields that the configuration names?",
            SERVER),
    COMPATIBILITY(
            Group.REGISTRY, "Would the registry refuse a schema that cannot read what was written before?", SERVER),

    BUCKET(Group.LANDING, "Can the landing area be listed?", FILE),
    REGION(Group.LANDING, "Is the bucket in the region that the service uses?", BUCKET),
    CLOCK(Group.LANDING, "Do this machine's clock and S3's agree?", BUCKET),
    WRITE(Group.LANDING, "Can an object be written (a small one below _landfall/, with a name of its own)?", BUCKET),
    CREATE_ONLY(Group.LANDING, "Is a second write to its name refused, at once and in parts?", WRITE),
    READ_BACK(Group.LANDING, "Is what was written what can be read?", WRITE),
    ENCRYPTION(Group.LANDING, "Is it encrypted, and with landing.s3.kms_key if there is one?", WRITE),
    CLEAN_UP(Group.LANDING, "Can this user remove it again?", WRITE),
    UPLOADS(
            Group.LANDING,
            "Does a lifecycle rule of the bucket remove the parts of uploads that were never completed?",
            BUCKET),

    LOGIN(Group.DATABRICKS, "Who is this, for the workspace?", FILE),
    CLUSTERS(Group.DATABRICKS, "Can clusters be listed?", LOGIN),
    CATALOG(Group.DATABRICKS, "Is bronze.catalog there?", LOGIN),
    SCHEMAS(Group.DATABRICKS, "Are the bronze schema and the one of the landing volumes there?", LOGIN),
    VOLUMES(
            Group.DATABRICKS,
            "Is there a volume per table, on its part of the landing area, and those for checkpoints, jars and config?",
            LOGIN),
    LOCATION(
            Group.DATABRICKS,
            "Is there an external location on the landing area, read-only and with file events?",
            LOGIN),
    JOBS(
            Group.DATABRICKS,
            "Is each table in the job of its ingest rhythm, are there those for maintenance and the ledger, and are they not paused?",
            LOGIN),
    GRANTS(Group.DATABRICKS, "Has the principal that the jobs run as the privileges that it needs?", LOGIN),
    RUNS(Group.DATABRICKS, "Did each job's last run succeed?", LOGIN),
    JAR(Group.DATABRICKS, "Is the jobs' jar of this version of Landfall?", LOGIN),
    OVERWRITES(
            Group.DATABRICKS,
            "Do the jobs run Landfall's programs, whose Auto Loader takes each object once (allowOverwrites is false)?",
            LOGIN),
    SECRETS(
            Group.DATABRICKS,
            "Are the secret scopes and keys there that landfall.yaml refers to? Values are not read.",
            LOGIN),

    COLUMNS(Group.TABLES, "Do the bronze tables have the columns of the newest schemas?", LOGIN, SERVER),
    FRESHNESS(
            Group.TABLES,
            "Is what came last into each table newer than its ingest rhythm and an hour? Through --warehouse-id the"
                    + " newest row counts, else the job's last successful run.",
            LOGIN);

    private final Group group;
    private final String question;

    @SuppressWarnings("ImmutableEnumChecker") // a Set.of
    private final Set<CheckName> needs;

    CheckName(Group group, String question, CheckName... needs) {
        this.group = group;
        this.question = question;
        this.needs = Set.of(needs);
    }

    /** Its name in reports: {@code kafka/topics}. */
    public String code() {
        return group.code() + "/" + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it belongs to. */
    public Group group() {
        return group;
    }

    /** What it asks, in a sentence. */
    public String question() {
        return question;
    }

    /** Where one of these failed, there is nothing to ask. */
    public Set<CheckName> needs() {
        return needs;
    }
}
