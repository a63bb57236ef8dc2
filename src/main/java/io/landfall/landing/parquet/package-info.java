/**
 * Rows to the bytes of a Parquet file, and a file's footer back to what it says of its segment. Knows nothing of Kafka, of
 * shards or of commits. The only room of landing that uses Parquet.
 */
@NullMarked
package io.landfall.landing.parquet;

import org.jspecify.annotations.NullMarked;
