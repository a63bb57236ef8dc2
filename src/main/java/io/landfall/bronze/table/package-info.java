/**
 * One Delta table: created with its columns, properties and comments, grown when the schema moves on, and written
 * once.
 */
package io.landfall.bronze.table;
