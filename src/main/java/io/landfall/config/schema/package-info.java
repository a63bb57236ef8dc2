/**
 * A framework for configuration files: sections, keys and types from which come the reading, all problems at once with line
 * and key path, the JSON Schema and the documentation. Knows none of Landfall's keys.
 */
@NullMarked
package io.landfall.config.schema;

import org.jspecify.annotations.NullMarked;
