package io.landfall.delta;

import io.delta.kernel.data.ColumnVector;
import io.delta.kernel.data.ColumnarBatch;

/** A row of a table, with the columns that were asked for; moves on to the next, so that reading makes nothing per row. */
public final class DeltaRow {
    private final ColumnVector[] columns;
    private int index;

    DeltaRow(ColumnarBatch page, int columns) {
        this.columns = new ColumnVector[columns];
        for (int i = 0; i < columns; i++) {
            this.columns[i] = page.getColumnVector(i);
        }
    }

    DeltaRow at(int row) {
        index = row;
        return this;
    }

    /** Whether it has no value; columns are counted from zero, in the order in which they were asked for. */
    public boolean isNull(int column) {
        return columns[column].isNullAt(index);
    }

    /** The value of a column of type {@code string}. */
    public String text(int column) {
        return columns[column].getString(index);
    }

    /** The value of a column of type {@code long}. */
    public long number(int column) {
        return columns[column].getLong(index);
    }
}
