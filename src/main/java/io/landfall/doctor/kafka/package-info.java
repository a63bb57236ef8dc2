/**
 * Checks of Kafka, as the service's own login sees it. Of ours it sees
 * {@code doctor}, {@code config}, {@code topology} and, to ask, {@code kafka}.
 */
@NullMarked
package io.landfall.doctor.kafka;

import org.jspecify.annotations.NullMarked;
