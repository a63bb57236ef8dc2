/** Checks of Kafka, as the service's own login sees it. Of ours it sees {@code doctor}, {@code config} and {@code topology}. */
package io.landfall.doctor.kafka;
