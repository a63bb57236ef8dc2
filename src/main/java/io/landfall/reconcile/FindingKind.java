package io.landfall.reconcile;

import java.util.Locale;

/** What can be wrong, and what to do then. */
public enum FindingKind {
    /** Offsets between two segments are in neither. */
    GAP(
            "Offsets between two segments are in no segment",
            "Restore the object from the bucket's versions or a backup. If there is none, these offsets are only in the"
                    + " topic, while its retention keeps them, and in bronze, where the finding says so."),
    /** The chain begins too late. */
    BEGINNING_MISSING(
            "The chain does not begin at offset 0",
            "If a lifecycle rule removes old segments, or the group was at this offset when the table began, say"
                    + " --trimmed. If not, objects were deleted: restore them."),
    /** The group committed more than landed. */
    NOT_LANDED(
            "Committed offsets are in no segment",
            "Stop the service before it lands more: somebody deleted objects at the chain's end, or moved the group"
                    + " forward. Restore the objects, or set the group's offset to the end of the chain."),
    /** Two segments cover the same offsets. */
    OVERLAP(
            "Two segments cover the same offsets",
            "One of them was not written by this service's group: look at who wrote each (metadata landfall-nonce) and"
                    + " whether bronze holds both. Remove the one that does not belong to the chain, and its rows."),
    /** An object with a segment's name that cannot be read as one. */
    DAMAGED(
            "A segment cannot be read",
            "Restore the object from the bucket's versions or a backup: the service never changes an object."),
    /** An object whose footer is that of another segment. */
    MISPLACED(
            "An object holds another segment than its name says",
            "Somebody copied or renamed it. Remove the copy, and its rows in bronze; if it took a segment's place, restore that."),
    /** An object that is no segment. */
    ALIEN(
            "An object in the landing area is no segment",
            "Find out who put it there, and remove it: the bronze job takes it for a segment."),
    /** A segment that contradicts itself. */
    LEDGER(
            "A segment's ledger does not fit the segment",
            "Restore the object from the bucket's versions. If it was written like this, it is a defect of Landfall: report it."),
    /** Segments of a landing run that is not configured yet. */
    NEWER_GENERATION(
            "There are segments of a generation above the configured one",
            "Is this the newest landfall.yaml? If so, somebody ran the service with another: compare the two."),
    /** Segments of a topic or partition that the table does not read. */
    UNKNOWN_PARTITION(
            "There are segments of a topic or partition that the table does not read",
            "The topic was renamed, or made anew with fewer partitions: land it as another generation. Else remove them."),
    /** No topic of that name. */
    TOPIC_MISSING(
            "The topic does not exist",
            "Create it, or correct its name; this user may also lack the right to describe it."),
    /** The topic has fewer offsets than were read from it. */
    TOPIC_BEHIND(
            "The topic ends before what was read from it",
            "It was deleted and made anew, or lost records. Land the new topic as another generation."),
    /** The group is behind what it had committed. */
    GROUP_SET_BACK(
            "The group is behind an offset that it had committed",
            "The group was reset, deleted or renamed; the service refuses to start like this. Set its offset to the end of"
                    + " the chain."),
    /** Retention took what was not read yet. */
    OVERTAKEN(
            "The topic's retention took offsets before they landed",
            "They are lost, unless their source has them; the next segment will count them as expired. Is the service"
                    + " running, and fast enough for the retention?"),
    /** Segments whose rows are not in bronze. */
    NOT_INGESTED(
            "Segments are not in bronze, although it is time",
            "Is the bronze job running, and what does its audit log say? If it ran since, rows were deleted: delete the"
                    + " stream's checkpoint (without a stream, unset the table's property landfall.stream), and the job"
                    + " loads what is missing."),
    /** Rows of a segment that bronze lacks. */
    ROWS_MISSING(
            "Bronze lacks rows of a segment",
            "Rows were deleted from the table: look at its history (DESCRIBE HISTORY) and restore them, or delete the rest of"
                    + " the batch and the stream's checkpoint (without a stream, unset the table's property"
                    + " landfall.stream), and the job loads it again."),
    /** Rows that bronze has more than once. */
    ROWS_DOUBLED(
            "Bronze has rows of a segment more than once",
            "Look at the table's history for a write that is not the bronze job's, and delete the copies."),
    /** Rows that bronze has and the segment does not. */
    ROWS_UNKNOWN(
            "Bronze has rows that are not the segment's",
            "Look at the table's history for a write that is not the bronze job's, and delete them."),
    /** Rows of a batch without a segment. */
    BATCH_UNKNOWN(
            "Bronze has rows of a segment that is not there",
            "If a lifecycle rule removes old segments, say --trimmed. If not, restore the object, or find out who wrote"
                    + " these rows.");

    private final String meaning;
    private final String remedy;

    FindingKind(String meaning, String remedy) {
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The name in JSON and text: {@code group-set-back}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it means, in a line. */
    public String meaning() {
        return meaning;
    }

    /** What to do next. */
    public String remedy() {
        return remedy;
    }
}
