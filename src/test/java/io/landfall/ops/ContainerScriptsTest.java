package io.landfall.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.LoopbackServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the image: what starts the service in its container, and what says whether the container is healthy. */
@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ContainerScriptsTest {
    private static final Path SCRIPTS = Path.of("src/main/docker");

    @TempDir
    private Path tmp;

    @Nested
    class HealthScript {
        /** The paths that answer 200; others answer 503. */
        private final Set<String> fine = ConcurrentHashMap.newKeySet();

        @Test
        void shouldFailWhileThePortIsClosed() throws Exception {
            int port;
            try (LoopbackServer closing = service()) {
                port = closing.uri().getPort();
            }

            Ended health = health(port);

            assertThat(health.exit()).isNotZero();
            assertThat(health.output()).contains("Connection refused");
            assertThat(tmp.resolve("was-ready")).doesNotExist();
        }

        @Test
        void shouldFailUntilReady() throws Exception {
            fine.add("/health/live");
            try (LoopbackServer service = service()) {
                Ended before = health(service.uri().getPort());
                fine.add("/health/ready");
                Ended after = health(service.uri().getPort());

                assertThat(before).isEqualTo(new Ended(1, ""));
                assertThat(after).isEqualTo(new Ended(0, ""));
            }
        }

        @Test
        void shouldStayHealthyWhenNoLongerReady() throws Exception {
            fine.addAll(List.of("/health/live", "/health/ready"));
            try (LoopbackServer service = service()) {
                health(service.uri().getPort());
                fine.remove("/health/ready");

                assertThat(health(service.uri().getPort()).exit()).isZero();
            }
        }

        @Test
        void shouldFailWhenNoLongerAlive() throws Exception {
            fine.addAll(List.of("/health/live", "/health/ready"));
            try (LoopbackServer service = service()) {
                health(service.uri().getPort());
                fine.remove("/health/live");

                assertThat(health(service.uri().getPort()).exit()).isNotZero();
            }
        }

        private LoopbackServer service() {
            return new LoopbackServer(exchange -> {
                exchange.sendResponseHeaders(
                        fine.contains(exchange.getRequestURI().getPath()) ? 200 : 503, -1);
                exchange.close();
            });
        }

        private Ended health(int port) throws IOException, InterruptedException {
            return run(Map.of("LANDFALL_PORT", String.valueOf(port)), SCRIPTS.resolve("health"));
        }
    }

    @Nested
    class StartScript {
        private Path bin;

        /** Instead of the JVM: says what it was given, and whether the configuration is still in its environment. */
        @BeforeEach
        void standIn() throws IOException {
            bin = Files.createDirectory(tmp.resolve("bin"));
            Path java = Files.writeString(
                    bin.resolve("java"),
                    """
                    #!/usr/bin/env bash
                    printf '%s\\n' "$@" "LANDFALL_YAML ${LANDFALL_YAML-is not set}"
                    exit 7
                    """);
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        }

        @Test
        void shouldStartWithTheConfigurationOfTheVariable() throws Exception {
            String yaml = "application: orders\npassword: \"%s $HOME\"";

            Ended start = start(Map.of("LANDFALL_YAML", yaml));

            assertThat(start.lines())
                    .endsWith("run", "--config", tmp.resolve("landfall.yaml").toString(), "LANDFALL_YAML is not set");
            assertThat(tmp.resolve("landfall.yaml")).hasContent(yaml);
        }

        @Test
        void shouldStartWithTheMountedConfigurationOtherwise() throws Exception {
            Ended start = start(Map.of());

            assertThat(start.lines())
                    .containsExactly(
                            "-Djava.io.tmpdir=" + tmp,
                            "-jar",
                            SCRIPTS.toAbsolutePath().resolve("landfall.jar").toString(),
                            "run",
                            "--config",
                            "/etc/landfall/landfall.yaml",
                            "LANDFALL_YAML is not set");
            assertThat(tmp.resolve("landfall.yaml")).doesNotExist();
        }

        @Test
        void shouldPassOnOptionsEnvironmentAndArguments() throws Exception {
            Ended start = start(
                    Map.of("LANDFALL_JAVA_OPTS", "-Xmx1g -Da=b", "LANDFALL_ENV", "uat"),
                    "validate",
                    "--note",
                    "two words");

            assertThat(start.lines())
                    .startsWith("-Xmx1g", "-Da=b", "-Djava.io.tmpdir=" + tmp)
                    .containsSequence(
                            "validate",
                            "--config",
                            "/etc/landfall/landfall.yaml",
                            "--env",
                            "uat",
                            "--note",
                            "two words");
        }

        @Test
        void shouldEndAsTheServiceDoes() throws Exception {
            assertThat(start(Map.of()).exit()).isEqualTo(7);
        }

        @Test
        void shouldForgetThatItWasReadyBefore() throws Exception {
            Path wasReady = Files.createFile(tmp.resolve("was-ready"));

            start(Map.of());

            assertThat(wasReady).doesNotExist();
        }

        private Ended start(Map<String, String> environment, String... arguments)
                throws IOException, InterruptedException {
            return run(environment, SCRIPTS.resolve("landfall"), arguments);
        }
    }

    /** Runs a script with these variables and no other of Landfall's; the stand-in of java, if there is one, is found first. */
    private Ended run(Map<String, String> environment, Path script, String... arguments)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder("bash", script.toString()).redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        Map<String, String> variables = builder.environment();
        variables.keySet().removeIf(name -> name.startsWith("LANDFALL_"));
        variables.putAll(environment);
        variables.put("LANDFALL_TMP", tmp.toString());
        variables.put("LC_ALL", "C");
        variables.merge("PATH", tmp.resolve("bin") + ":", (path, bin) -> bin + path);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), output);
    }

    private record Ended(int exit, String output) {
        List<String> lines() {
            return output.lines().toList();
        }
    }
}
