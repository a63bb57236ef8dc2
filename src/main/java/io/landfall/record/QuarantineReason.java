package io.landfall.record;

/** Why a record is in quarantine. */
public enum QuarantineReason {
    /** No magic byte, or too short to hold a schema id. */
    NOT_WIRE_FORMAT,
    /** The registry answered that it does not know the id. */
    UNKNOWN_SCHEMA,
    /** The bytes do not fit the schema they name, or that schema cannot be read as the table's. */
    UNDECODABLE,
    /** A required field has no value. */
    REQUIRED_MISSING,
    /** A value does not fit its column, for instance a decimal with too many digits. */
    DOES_NOT_FIT,
    /** It scored below the table's threshold. */
    LOW_QUALITY,
    /** A segment that landed before a restart had it quarantined: the landed segment decides. */
    AS_LANDED
}
