package io.landfall.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine;

/** The version, from what Maven puts into the jar. */
final class Version implements CommandLine.IVersionProvider {
    private static final String MAVEN = "/META-INF/maven/io.landfall/landfall/pom.properties";

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {"landfall " + ofThis().orElse("(development build)")};
    }

    /** Of this program; empty where it runs from classes. */
    static Optional<String> ofThis() throws IOException {
        Properties maven = new Properties();
        try (InputStream properties = Version.class.getResourceAsStream(MAVEN)) {
            if (properties != null) {
                maven.load(properties);
            }
        }
        return Optional.ofNullable(maven.getProperty("version"));
    }
}
