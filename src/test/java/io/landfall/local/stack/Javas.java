package io.landfall.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The Javas of this machine that Landfall has to run on: 17 and newer, in the folders where installers put them. */
public final class Javas {
    private static final int OLDEST = 17;
    private static final Pattern VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");
    private static final Path OWN = Path.of(System.getProperty("java.home"));

    private Javas() {}

    /** The Java of this process, and one of each other version. */
    public static List<Path> all() {
        List<Path> all = new ArrayList<>(List.of(OWN));
        all.addAll(others());
        return all;
    }

    /** One of each version but this process's, the oldest first. */
    public static List<Path> others() {
        String home = System.getProperty("user.home");
        TreeMap<Integer, Path> byVersion = new TreeMap<>();
        for (String folder : List.of("/usr/lib/jvm", "/opt", home + "/.sdkman/candidates/java", home + "/.jdks")) {
            for (Path java : foldersIn(Path.of(folder))) {
                byVersion.putIfAbsent(version(java), java);
            }
        }
        byVersion.headMap(OLDEST).clear();
        byVersion.remove(Runtime.version().feature());
        return List.copyOf(byVersion.values());
    }

    private static List<Path> foldersIn(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(java -> Files.isExecutable(java.resolve("bin/java")))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By the file that each Java has; 0 if it has none. */
    private static int version(Path java) {
        Path release = java.resolve("release");
        try {
            Matcher version = VERSION.matcher(Files.exists(release) ? Files.readString(release) : "");
            return version.find() ? Integer.parseInt(version.group(1)) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
