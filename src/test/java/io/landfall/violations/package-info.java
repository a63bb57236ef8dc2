/** One violation, at least, of each rule of the architecture; and {@code Allowed…} classes that break none. */
package io.landfall.violations;
