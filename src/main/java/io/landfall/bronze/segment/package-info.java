/**
 * How segments are found and read: by Auto Loader, by a file stream or by listing, and what their footers say.
 */
@NullMarked
package io.landfall.bronze.segment;

import org.jspecify.annotations.NullMarked;
