package io.landfall.local.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** An S3 server (S3Proxy) that checks signatures and lets exactly one of two create-only writers win. */
public final class S3Server implements AutoCloseable {
    /** The bucket that exists from the start. */
    public static final String BUCKET = "landing";

    public static final String REGION = "us-east-1";
    public static final String ACCESS_KEY = "local-access-key";
    public static final String SECRET_KEY = "local-secret-key";

    private final ChildJvm process;
    private final URI endpoint;

    private S3Server(ChildJvm process, URI endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    /**
     * Starts a server on the objects that the folder holds.
     *
     * @param folder of the stack
     * @throws IllegalStateException if it does not come up
     */
    public static S3Server start(Path folder) {
        return start(folder, Ports.free());
    }

    /** As {@link #start(Path)}, at a port of the caller's. */
    static S3Server start(Path folder, int port) {
        URI endpoint = URI.create("http://127.0.0.1:" + port);
        Path file = folder.resolve("run").resolve("s3.properties");
        write(properties(folder, endpoint), file, folder);
        ChildJvm process = ChildJvm.start(
                new ChildJvm.Program(
                        "s3",
                        "org.gaul.s3proxy.Main",
                        List.of(jar().toString(), LocalClasspath.classes().toString()),
                        List.of("-Xmx256m", "-XX:+UseSerialGC", "-DLOG_LEVEL=warn"),
                        List.of("--properties", file.toString())),
                folder);
        S3Server server = new S3Server(process, endpoint);
        try (S3Client client = server.client()) {
            Readiness.await(process, () -> createBucket(client));
        }
        return server;
    }

    public URI endpoint() {
        return endpoint;
    }

    /** A new client with the server's credentials; the caller closes it. */
    public S3Client client() {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .forcePathStyle(true)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClientBuilder(Apache5HttpClient.builder())
                .build();
    }

    public ChildJvm process() {
        return process;
    }

    @Override
    public void close() {
        process.close();
    }

    private static boolean createBucket(S3Client client) {
        try {
            client.createBucket(b -> b.bucket(BUCKET));
        } catch (BucketAlreadyOwnedByYouException fromEarlierRun) {
            return true;
        } catch (S3Exception e) {
            if (e.statusCode() != 409) {
                throw e;
            }
        }
        return true;
    }

    private static Properties properties(Path folder, URI endpoint) {
        Properties p = new Properties();
        p.setProperty("s3proxy.endpoint", endpoint.toString());
        p.setProperty("s3proxy.authorization", "aws-v4");
        p.setProperty("s3proxy.identity", ACCESS_KEY);
        p.setProperty("s3proxy.credential", SECRET_KEY);
        p.setProperty("jclouds.provider", "filesystem-nio2");
        p.setProperty(
                "jclouds.filesystem.basedir",
                folder.resolve("s3").toAbsolutePath().toString());
        return p;
    }

    private static void write(Properties properties, Path file, Path folder) {
        try {
            Files.createDirectories(folder.resolve("s3"));
            Files.createDirectories(file.getParent());
            // Read as Latin-1, so other letters are escaped.
            try (OutputStream out = Files.newOutputStream(file)) {
                properties.store(out, null);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static Path jar() {
        Path folder = LocalClasspath.servers();
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.getFileName().toString().startsWith("s3proxy-"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no S3 server in " + folder));
        } catch (IOException e) {
            throw new UncheckedIOException("the build has not fetched the S3 server", e);
        }
    }
}
