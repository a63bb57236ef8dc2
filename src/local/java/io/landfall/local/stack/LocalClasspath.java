package io.landfall.local.stack;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;

/** What child processes run on: this JVM's own class path, and the servers that the build put beside the classes. */
public final class LocalClasspath {
    private LocalClasspath() {}

    /** The class path of this JVM. */
    public static List<String> own() {
        return List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
    }

    /** The folder with our classes. */
    public static Path classes() {
        try {
            return Path.of(LocalClasspath.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the class path has an entry that is no file", e);
        }
    }

    /** The folder into which the build puts the servers: {@code target/local}. */
    static Path servers() {
        return classes().resolveSibling("local");
    }
}
