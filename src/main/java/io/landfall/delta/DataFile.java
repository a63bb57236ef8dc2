package io.landfall.delta;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * A file of a table, as the table's log describes it.
 *
 * @param path of the file, in the object store
 * @param size in bytes
 * @param modified when it was written
 * @param rows that it has, without those that a deletion vector removed; empty if its writer did not count them
 */
public record DataFile(String path, long size, Instant modified, OptionalLong rows) {}
