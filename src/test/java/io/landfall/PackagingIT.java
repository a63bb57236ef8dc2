package io.landfall;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the service consists of, its jar and the libraries beside it; and the bronze job's jar. */
class PackagingIT {
    /** Brokers, S3 servers, Spark and tests have no place in production. */
    private static final Pattern BANNED = Pattern.compile(
            "(kafka_2|kafka-metadata|kafka-server|kafka-raft|kafka-group-coordinator|kafka-streams-test|s3proxy|jclouds"
                    + "|apicurio|rocksdbjni|spark|delta-(?!kernel)|hadoop-aws|scala-|jetty|junit|assertj|archunit|awaitility).*\\.jar");

    private static final Path JAR = Path.of(System.getProperty("landfall.jar"));

    @Test
    void shouldShipNoBrokerNoS3ServerAndNoSpark() throws IOException {
        assertThat(libraries()).hasSizeGreaterThan(20).noneMatch(BANNED.asMatchPredicate());
    }

    @Test
    void shouldHaveNextToItsJarEachLibraryThatTheJarNames() throws IOException {
        List<String> named = Stream.of(
                        manifest().getValue(Attributes.Name.CLASS_PATH).split(" "))
                .toList();

        assertThat(named).isNotEmpty().allSatisfy(entry -> assertThat(JAR.resolveSibling(entry))
                .isRegularFile());
        assertThat(named).map(entry -> entry.substring("lib/".length())).noneMatch(BANNED.asMatchPredicate());
    }

    @Test
    void shouldStartWithTheCommandLine() throws IOException {
        assertThat(manifest().getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("io.landfall.cli.Landfall");
    }

    @Test
    void shouldHoldNeitherTheLocalStackNorTheBronzeJob() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(jar.stream().map(JarEntry::getName))
                    .contains("io/landfall/config/LandfallConfig.class", "log4j2.xml")
                    .noneMatch(name -> name.startsWith("io/landfall/local/"))
                    .noneMatch(name -> name.startsWith("local/"))
                    .noneMatch(name -> name.startsWith("io/landfall/bronze/"));
        }
    }

    @Test
    void shouldSayWhatShipsAndUnderWhichLicences() throws IOException {
        Path bill = JAR.resolveSibling(JAR.getFileName().toString().replace(".jar", "-sbom.json"));
        List<String> listed = new ArrayList<>();
        new ObjectMapper()
                .readTree(bill.toFile())
                .get("components")
                .forEach(component -> listed.add(component.get("name").asText() + "-"
                        + component.get("version").asText() + ".jar"));
        assertThat(listed).containsExactlyInAnyOrderElementsOf(libraries());

        String notices = entry(JAR, "META-INF/THIRD-PARTY.txt");
        assertThat(listed).allSatisfy(library -> assertThat(notices)
                .contains(
                        library.substring(0, library.length() - ".jar".length()).replaceFirst("-(\\d)", ":$1")));
        assertThat(entry(bronzeJar(), "META-INF/THIRD-PARTY.txt")).isEqualTo(notices);
    }

    @Test
    void shouldRelocateWhatTheBronzeJobBringsSinceAClusterMayHaveAnotherVersionOfIt() throws IOException {
        try (JarFile jar = new JarFile(bronzeJar().toFile())) {
            assertThat(jar.stream().filter(entry -> !entry.isDirectory()).map(JarEntry::getName))
                    .contains("io/landfall/bronze/BronzeJob.class", "io/landfall/shaded/picocli/CommandLine.class")
                    .allMatch(name -> name.startsWith("io/landfall/")
                            || name.equals("META-INF/MANIFEST.MF")
                            || name.equals("META-INF/THIRD-PARTY.txt"));
        }
    }

    private static Path bronzeJar() {
        return JAR.resolveSibling(JAR.getFileName().toString().replace("landfall-", "landfall-bronze-"));
    }

    private static String entry(Path jar, String name) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getJarEntry(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> libraries() throws IOException {
        try (Stream<Path> files = Files.list(JAR.resolveSibling("lib"))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Attributes manifest() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.getManifest().getMainAttributes();
        }
    }
}
