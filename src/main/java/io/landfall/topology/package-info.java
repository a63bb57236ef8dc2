/**
 * The pipeline as a Kafka Streams topology: the stages in their order, what they report, and how the whole is described and
 * drawn. Sees the stages; they never see it.
 */
@NullMarked
package io.landfall.topology;

import org.jspecify.annotations.NullMarked;
