/**
 * What several commands ask a Kafka cluster. The only production code that uses Kafka's administration client, but for Kafka
 * Streams' own; sees no other package of ours.
 */
@NullMarked
package io.landfall.kafka;

import org.jspecify.annotations.NullMarked;
