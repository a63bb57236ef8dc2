package io.landfall.topology;

/** Hears what becomes of records; for metrics and tests. Called from stream threads. */
@FunctionalInterface
public interface PipelineListener {
    /** Hears nothing. */
    PipelineListener NONE = table -> TableListener.NONE;

    /** Whom to tell about one table's records. Ask once per table and keep the answer: telling is per record. */
    TableListener table(String table);
}
