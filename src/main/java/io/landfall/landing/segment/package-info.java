/**
 * The layout of the landing area: how segments are named and what they say about themselves. The contract between the
 * service, the bronze job and everything that checks them. Imports no other package of ours.
 */
@NullMarked
package io.landfall.landing.segment;

import org.jspecify.annotations.NullMarked;
