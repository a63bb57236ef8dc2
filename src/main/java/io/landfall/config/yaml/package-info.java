/**
 * {@code landfall.yaml} itself: which keys there are, what they have to agree on, the loader, and the writer of what is in
 * effect.
 */
package io.landfall.config.yaml;
