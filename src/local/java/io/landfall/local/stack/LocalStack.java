package io.landfall.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Broker, schema registry and S3 server, started at once, with their state in one folder: started again on it, they
 * continue.
 */
public final class LocalStack implements AutoCloseable {
    private final Path folder;
    private final Broker broker;
    private final Registry registry;
    private final S3Server s3;

    private LocalStack(Path folder, Broker broker, Registry registry, S3Server s3) {
        this.folder = folder;
        this.broker = broker;
        this.registry = registry;
        this.s3 = s3;
    }

    /**
     * Starts the three.
     *
     * @param folder for state and logs; created where it does not exist
     * @throws IllegalStateException with the end of the log of whichever does not come up; the others are stopped
     */
    public static LocalStack start(Path folder) {
        return start(folder, StackPorts.free());
    }

    /** Starts the three at ports of the caller's; see {@link #start(Path)}. */
    public static LocalStack start(Path folder, StackPorts ports) {
        Path home = Folders.create(folder);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        List<CompletableFuture<? extends AutoCloseable>> starts = new ArrayList<>();
        try {
            CompletableFuture<Broker> broker = begin(at -> Broker.start(at, ports, Map.of()), home, threads, starts);
            CompletableFuture<Registry> registry =
                    begin(at -> Registry.start(at, ports.registry()), home, threads, starts);
            CompletableFuture<S3Server> s3 = begin(at -> S3Server.start(at, ports.s3()), home, threads, starts);
            return new LocalStack(home, broker.join(), registry.join(), s3.join());
        } catch (CompletionException e) {
            starts.forEach(LocalStack::closeIfStarted);
            throw new IllegalStateException(
                    "the local stack did not start: " + e.getCause().getMessage(), e);
        } finally {
            threads.shutdown();
        }
    }

    private static <T extends AutoCloseable> CompletableFuture<T> begin(
            Function<Path, T> start,
            Path home,
            ExecutorService threads,
            List<CompletableFuture<? extends AutoCloseable>> starts) {
        CompletableFuture<T> future = CompletableFuture.supplyAsync(() -> start.apply(home), threads);
        starts.add(future);
        return future;
    }

    private static void closeIfStarted(CompletableFuture<? extends AutoCloseable> start) {
        start.handle((server, failure) -> {
                    if (server != null) {
                        close(server);
                    }
                    return null;
                })
                .join();
    }

    private static void close(AutoCloseable server) {
        try {
            server.close();
        } catch (Exception e) {
            throw new IllegalStateException("cannot stop " + server, e);
        }
    }

    /** State, and logs in {@code logs}. */
    public Path folder() {
        return folder;
    }

    public Broker broker() {
        return broker;
    }

    public Registry registry() {
        return registry;
    }

    public S3Server s3() {
        return s3;
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    public String registryUrl() {
        return registry.url();
    }

    /** The S3 server's URL. */
    public String s3Endpoint() {
        return s3.endpoint().toString();
    }

    @Override
    public void close() {
        List<CompletableFuture<Void>> ends = List.of(
                CompletableFuture.runAsync(broker::close),
                CompletableFuture.runAsync(registry::close),
                CompletableFuture.runAsync(s3::close));
        ends.forEach(CompletableFuture::join);
    }
}
