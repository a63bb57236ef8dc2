/**
 * A user's CSV file as messages of one table. A value is never changed: a column has a type only if each of its values
 * can be written back as exactly the text in the file. A file that cannot be read this way is refused, with the line.
 * Messages name lines, columns and forms, never the content of a cell.
 *
 * <ol>
 *   <li>{@link io.landfall.local.csv.CsvFile} finds encoding, separator and header, and reads rows.
 *   <li>{@link io.landfall.local.csv.CsvSchema} reads all rows once and decides each column's type.
 *   <li>{@link io.landfall.local.csv.CsvFeed} reads all rows again and makes messages of them.
 * </ol>
 */
@NullMarked
package io.landfall.local.csv;

import org.jspecify.annotations.NullMarked;
