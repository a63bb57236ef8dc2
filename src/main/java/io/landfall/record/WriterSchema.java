package io.landfall.record;

/**
 * Which schema a record was written with.
 *
 * @param id the registry's id
 * @param version what lands as {@code schema_version}, semantic: {@code <major>.<minor>.<patch>}
 */
public record WriterSchema(int id, String version) {}
