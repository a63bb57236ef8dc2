package io.landfall.config.schema;

/**
 * A place in the file.
 *
 * @param line counted from 1; 0 where there is no line, as for a file that is not there
 * @param column counted from 1
 * @param path the key path as written there, so what an overlay says keeps its {@code environments.<name>} in front
 */
public record Location(int line, int column, String path) {
    Location child(String key) {
        return new Location(line, column, path.isEmpty() ? key : path + "." + key);
    }
}
