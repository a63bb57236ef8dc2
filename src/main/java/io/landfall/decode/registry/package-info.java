/**
 * The schema registry over Confluent's REST API: asked once for each id, and waited for when it does not answer. Imports no
 * other package of ours, and is the only one of decoding that speaks HTTP.
 */
@NullMarked
package io.landfall.decode.registry;

import org.jspecify.annotations.NullMarked;
