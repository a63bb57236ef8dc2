/**
 * {@code landfall.yaml} itself: which keys there are, what they have to agree on, the loader, and the writer of what is in
 * effect.
 */
@NullMarked
package io.landfall.config.yaml;

import org.jspecify.annotations.NullMarked;
