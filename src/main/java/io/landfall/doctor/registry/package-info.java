/** Checks of the schema registry. Of ours it sees {@code doctor}, {@code config}, {@code decode} and {@code topology}. */
@NullMarked
package io.landfall.doctor.registry;

import org.jspecify.annotations.NullMarked;
