package io.landfall.local.stack;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Runs another main class in this process for as long as the parent process lives: standard input is a pipe from it, and
 * ends with it, even when it was killed.
 */
public final class ParentWatch {
    private static final Duration LAST_WORDS = Duration.ofSeconds(20);
    private static final Optional<ProcessHandle> PARENT =
            ProcessHandle.current().parent();

    private ParentWatch() {}

    /** The first argument is the main class, the others are its arguments. */
    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] args) throws ReflectiveOperationException {
        daemon("leash", ParentWatch::awaitParentsEnd).start();
        try {
            Class.forName(args[0]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 1, args.length));
        } catch (InvocationTargetException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            cause.printStackTrace();
            System.exit(1);
        }
    }

    @SuppressWarnings("SystemExitOutsideMain")
    private static void awaitParentsEnd() {
        try {
            System.in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException gone) {
            System.err.println("lost the parent process: " + gone.getMessage());
        }
        daemon("last-words", ParentWatch::haltWhenTimeIsUp).start();
        System.exit(0);
    }

    /**
     * Shutdown hooks may wait for servers that are ending as well. A parent that lives has told this process to end, which closes
     * the pipe, too, and says itself when the time is up.
     */
    private static void haltWhenTimeIsUp() {
        PARENT.ifPresent(parent -> parent.onExit().join());
        try {
            Thread.sleep(LAST_WORDS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(1);
    }

    private static Thread daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
