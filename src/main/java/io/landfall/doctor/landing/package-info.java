/** Checks of the landing area. Of ours it sees {@code doctor} and what reads and writes the landing area. */
@NullMarked
package io.landfall.doctor.landing;

import org.jspecify.annotations.NullMarked;
