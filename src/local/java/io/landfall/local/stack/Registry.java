package io.landfall.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * A schema registry (Apicurio) that speaks Confluent's REST API. Ids stay the same when it is started again on its folder,
 * even after it was killed.
 */
public final class Registry implements AutoCloseable {
    private static final String MAIN = "io.quarkus.runner.GeneratedMain";

    private final ChildJvm process;
    private final URI url;

    private Registry(ChildJvm process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts a registry on the schemas that the folder holds.
     *
     * @param folder of the stack
     * @throws IllegalStateException if it does not come up
     */
    public static Registry start(Path folder) {
        return start(folder, Ports.free());
    }

    /** As {@link #start(Path)}, at a port of the caller's. */
    static Registry start(Path folder, int port) {
        Path data = folder.resolve("registry").resolve("registry").toAbsolutePath();
        ChildJvm process = ChildJvm.start(
                new ChildJvm.Program(
                        "registry",
                        MAIN,
                        List.of(runner().toString(), LocalClasspath.classes().toString()),
                        List.of(
                                "-Xmx128m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-Dquarkus.http.host=127.0.0.1",
                                "-Dquarkus.http.port=" + port,
                                // Without a delay of writes an id that was handed out survives a kill.
                                "-Dquarkus.datasource.jdbc.url=jdbc:h2:file:" + data + ";WRITE_DELAY=0",
                                "-Dquarkus.datasource.jdbc.min-size=1",
                                "-Dquarkus.datasource.jdbc.initial-size=1",
                                "-Dquarkus.datasource.jdbc.max-size=10"),
                        List.of()),
                folder);
        Registry registry = new Registry(process, URI.create("http://127.0.0.1:" + port + "/apis/ccompat/v7"));
        HttpClient http = HttpClient.newHttpClient();
        Readiness.await(process, () -> registry.requireCompatibility(http));
        return registry;
    }

    /** Base URL of Confluent's API. */
    public String url() {
        return url.toString();
    }

    public ChildJvm process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    /** It starts with no compatibility rule at all; Confluent's starts with this one. */
    private boolean requireCompatibility(HttpClient http) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + "/config"))
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/vnd.schemaregistry.v1+json")
                .PUT(HttpRequest.BodyPublishers.ofString("{\"compatibility\":\"BACKWARD\"}"))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    private static Path runner() {
        Path folder = LocalClasspath.servers().resolve("registry");
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith("-runner.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no registry in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException("the build has not unpacked the registry", e);
        }
    }
}
