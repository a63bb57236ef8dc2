package io.landfall.local.stack;

import io.landfall.landing.store.S3ObjectStore;
import io.landfall.landing.store.S3Settings;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * One stack for all integration tests of a JVM, started when the first asks. Tests keep out of each other's way by names:
 * topics, subjects and prefixes of their own.
 */
public final class SharedStack {
    private SharedStack() {}

    private static final class Holder {
        private static final LocalStack STACK = start();

        private static LocalStack start() {
            Path folder = Path.of(
                    "target",
                    "shared-stack",
                    Long.toString(ProcessHandle.current().pid()));
            Folders.delete(folder);
            LocalStack stack = LocalStack.start(folder);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                stack.broker().process().kill();
                stack.registry().process().kill();
                stack.s3().process().kill();
                Folders.delete(folder);
            }));
            return stack;
        }
    }

    /** The stack; nobody closes it, it ends with the JVM. */
    public static LocalStack get() {
        return Holder.STACK;
    }

    /**
     * What is below a prefix of the stack's bucket.
     *
     * @param prefix without a slash at its end
     */
    public static S3ObjectStore store(String prefix) {
        return new S3ObjectStore(new S3Settings(
                S3Server.BUCKET,
                prefix,
                Optional.of(URI.create(get().s3Endpoint())),
                Optional.of(S3Server.REGION),
                true,
                Optional.of(new S3Settings.Credentials(S3Server.ACCESS_KEY, S3Server.SECRET_KEY)),
                Optional.empty()));
    }
}
