/**
 * {@code landfall demo} and {@code landfall sql}: the whole way from a topic to a bronze table on this machine. Starts the
 * servers, the service and the bronze job as processes, feeds them, and compares what they made with what was fed, by
 * looking at Kafka, S3 and the Delta log itself.
 */
package io.landfall.local.demo;
