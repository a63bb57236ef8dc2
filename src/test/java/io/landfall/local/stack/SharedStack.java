package io.landfall.local.stack;

import java.nio.file.Path;

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
}
