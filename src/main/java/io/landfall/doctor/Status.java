package io.landfall.doctor;

import java.util.Locale;

/** How something is. */
public enum Status {
    OK,
    /** Landfall works, but not as it should, or not for long; or nobody could look. */
    WARN,
    /** Landfall does not work. */
    FAIL,
    /** Not looked at. */
    SKIPPED;

    /** Its name in reports for programs. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
