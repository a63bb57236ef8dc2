package io.landfall.decode.registry;

/**
 * A schema as one version of a subject.
 *
 * @param version counted by the registry, from 1
 */
public record SubjectVersion(int version, RegisteredSchema registered) {}
