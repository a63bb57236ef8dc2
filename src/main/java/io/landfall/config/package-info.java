/**
 * What {@code landfall.yaml} says, as records that cannot be invalid. Imports no other package of ours; holds references to
 * secrets, never secrets. How the file is written is {@code config.yaml}'s.
 */
@NullMarked
package io.landfall.config;

import org.jspecify.annotations.NullMarked;
