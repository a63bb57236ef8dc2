/**
 * What is taken out of tables again, and the ledger of what landed and is ingested.
 */
package io.landfall.bronze.maintenance;
