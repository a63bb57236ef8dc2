package io.landfall.delta;

/** Is shown the rows of a table, file by file. */
@FunctionalInterface
public interface RowVisitor {
    /** Sees a row, which is another one when this returns. */
    void row(DeltaRow row);

    /** All rows of one file were shown. */
    default void endOfFile() {}
}
