/**
 * The landing protocol: segments are written create-only, chained without gaps, and Kafka commits no offset before its
 * segment is durable. Knows Kafka's clients, Parquet and the object store; imports no stage. The argument for why this
 * is exactly once stands in {@code topology-docs/landing-protocol.md}.
 */
package io.landfall.landing;
