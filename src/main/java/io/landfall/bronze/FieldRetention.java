package io.landfall.bronze;

import java.time.Instant;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.MapType;
import org.apache.spark.sql.types.StructType;

/**
 * How long the values of a field stay, in rows that stay longer.
 *
 * @param field dots reach into structs
 * @param retention counts from the row's own time, as for rows
 */
record FieldRetention(String field, Retention retention) {
    /**
     * Whether a table has the field.
     *
     * @param columns the table's
     * @throws BronzeException if it lies where no {@code UPDATE} reaches
     */
    boolean isIn(StructType columns) {
        for (int end = field.indexOf('.'); end >= 0; end = field.indexOf('.', end + 1)) {
            String outer = field.substring(0, end);
            ColumnTypes.at(columns, outer)
                    .filter(type -> type instanceof ArrayType || type instanceof MapType)
                    .ifPresent(type -> {
                        throw new BronzeException("field_retention names " + field + ", but " + outer + " is "
                                + type.sql() + ", which can only be erased as a whole: name " + outer);
                    });
        }
        return ColumnTypes.at(columns, field).isPresent();
    }

    /** Erases the values whose time is over, in a table of these columns. */
    String erase(TableName table, StructType columns, Instant now) {
        return BronzeDdl.erase(table, field, retention.expired(columns, now), now);
    }

    /** As {@link #erase}, where the columns are not known. */
    String outline(TableName table, Instant now) {
        return BronzeDdl.erase(
                table, field, "<" + retention.decidedBy() + " is before " + retention.cutoff(now) + ">", now);
    }
}
