/**
 * Draws a topology from Kafka Streams' own description of it, as text, Mermaid, DOT or SVG. Imports no other package of
 * ours. The same description gives the same bytes, so that a picture in the docs can be checked.
 */
@NullMarked
package io.landfall.topology.diagram;

import org.jspecify.annotations.NullMarked;
