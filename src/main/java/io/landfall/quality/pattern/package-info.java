/**
 * What a text may look like: e-mail addresses, phone numbers, IBANs and other named patterns, and configured regular
 * expressions. Imports no other package of ours, and is the only one that uses RE2.
 */
@NullMarked
package io.landfall.quality.pattern;

import org.jspecify.annotations.NullMarked;
