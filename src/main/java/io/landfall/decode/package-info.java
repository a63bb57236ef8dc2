/**
 * From Kafka's bytes to a record in the table's schema: the Avro to lake type matrix and the decoder. Imports
 * {@code config} and {@code record} only; knows nothing of Kafka Streams, S3, Parquet or Spark.
 */
@NullMarked
package io.landfall.decode;

import org.jspecify.annotations.NullMarked;
