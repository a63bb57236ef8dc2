/**
 * One Delta table: created with its columns, properties and comments, grown when the schema moves on, and written
 * once.
 */
@NullMarked
package io.landfall.bronze.table;

import org.jspecify.annotations.NullMarked;
