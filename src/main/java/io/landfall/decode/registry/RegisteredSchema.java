package io.landfall.decode.registry;

import java.util.Optional;
import org.apache.avro.Schema;

/**
 * What a registry holds under an id.
 *
 * @param avro empty if the id is known, but names something that is not a readable Avro schema
 */
public record RegisteredSchema(int id, Optional<Schema> avro) {}
