package io.landfall.local.bench;

import io.landfall.local.stack.LocalClasspath;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.zip.CRC32;

/**
 * What a peer runs on: our classes, and the libraries that it declares itself, not ours. Maven finds them, as it does for the
 * build, when they are first asked for: nobody else has to download them.
 */
public final class PeerClasspath {
    private static final int MINUTES = 15;

    private PeerClasspath() {}

    /**
     * The class path of a peer.
     *
     * @param name of its POM among the resources
     * @param folder remembers what Maven found
     * @throws BenchException if Maven finds nothing
     */
    public static List<String> of(String name, Path folder) {
        try {
            byte[] pom = read("/local/bench/" + name + ".xml");
            Path found = folder.resolve(name + "-" + hash(pom) + ".classpath");
            if (!Files.exists(found)) {
                ask(pom, name, folder, found);
            }
            List<String> classPath =
                    new ArrayList<>(List.of(LocalClasspath.classes().toString()));
            classPath.addAll(List.of(Files.readString(found).split(File.pathSeparator, -1)));
            return classPath;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot find the libraries of " + name, e);
        }
    }

    private static void ask(byte[] pom, String name, Path folder, Path found) throws IOException {
        Path project = Files.createDirectories(folder.resolve(name));
        Path log = project.resolve("maven.log");
        Path answer = project.resolve("classpath");
        Files.write(project.resolve("pom.xml"), pom);
        Process maven = new ProcessBuilder(
                        "mvn", "-B", "dependency:build-classpath", "-Dmdep.outputFile=" + answer.toAbsolutePath())
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            if (!maven.waitFor(MINUTES, TimeUnit.MINUTES) || maven.exitValue() != 0) {
                maven.destroy();
                throw new BenchException("Maven does not find the libraries of " + name + "; its log is " + log);
            }
        } catch (InterruptedException e) {
            maven.destroy();
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
        Files.move(answer, found);
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = PeerClasspath.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        }
    }

    private static String hash(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }
}
