/**
 * The pipeline as a Kafka Streams topology: the stages in their order, what they report, and how the whole is described and
 * drawn. Sees the stages; they never see it.
 */
package io.landfall.topology;
