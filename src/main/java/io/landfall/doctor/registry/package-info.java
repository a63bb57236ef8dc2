/** Checks of the schema registry. Of ours it sees {@code doctor}, {@code config}, {@code decode} and {@code topology}. */
package io.landfall.doctor.registry;
