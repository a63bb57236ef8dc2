/** One violation, at least, of each rule of the architecture; and {@code Allowed…} classes that break none. */
@NullMarked
package io.landfall.violations;

import org.jspecify.annotations.NullMarked;
