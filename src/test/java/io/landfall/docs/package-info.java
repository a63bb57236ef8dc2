/**
 * The parts of {@code topology-docs} that are generated from the code, and the tests that keep all of it true. May use
 * every package.
 */
package io.landfall.docs;
