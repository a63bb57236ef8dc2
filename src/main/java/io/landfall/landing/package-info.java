/**
 * The landing protocol: segments are written create-only, chained without gaps, and Kafka commits no offset before its
 * segment is durable. Knows Kafka's clients, and imports no stage; files are {@code landing.parquet}'s, where they go
 * is {@code landing.store}'s. The argument for why this
 * is exactly once stands in {@code topology-docs/landing-protocol.md}.
 */
@NullMarked
package io.landfall.landing;

import org.jspecify.annotations.NullMarked;
