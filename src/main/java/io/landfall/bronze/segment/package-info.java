/**
 * How segments are found and read: by Auto Loader, by a file stream or by listing, and what their footers say.
 */
package io.landfall.bronze.segment;
