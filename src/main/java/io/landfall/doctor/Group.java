package io.landfall.doctor;

import java.util.Locale;

/** What checks are about. */
public enum Group {
    CONFIGURATION,
    KAFKA,
    REGISTRY,
    LANDING,
    DATABRICKS,
    TABLES;

    /** Its name in reports and options. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
