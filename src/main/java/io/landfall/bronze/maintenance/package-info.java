/**
 * What is taken out of tables again, and the ledger of what landed and is ingested.
 */
@NullMarked
package io.landfall.bronze.maintenance;

import org.jspecify.annotations.NullMarked;
