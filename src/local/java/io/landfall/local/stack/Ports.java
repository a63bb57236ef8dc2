package io.landfall.local.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Free ports on loopback, from below the range that the system hands to outgoing connections. A server binds its port seconds
 * after it was found free, so no two processes look in the same place: each holds the lock of a slice of the range for as long as
 * it runs, and gives its ports in turn.
 */
public final class Ports {
    private static final int FIRST = 20_000;
    private static final int SLICE = 200;
    private static final int SLICES = 60;

    private static int first;
    private static int next;

    /** Held until the process ends. */
    private static FileLock slice;

    private Ports() {}

    /**
     * Finds a free port.
     *
     * @throws IllegalStateException if there is none
     */
    public static synchronized int free() {
        if (slice == null) {
            takeSlice();
        }
        for (int attempt = 0; attempt < SLICE; attempt++) {
            int port = first + next++ % SLICE;
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from " + first + " to " + (first + SLICE - 1));
    }

    private static void takeSlice() {
        int any = ThreadLocalRandom.current().nextInt(SLICES);
        for (int i = 0; i < SLICES && slice == null; i++) {
            int number = (any + i) % SLICES;
            slice = lock(number);
            first = FIRST + number * SLICE;
        }
        if (slice == null) {
            throw new IllegalStateException(SLICES + " other processes have all ports between " + FIRST + " and "
                    + (FIRST + SLICES * SLICE) + "; end some of them");
        }
    }

    /** The lock of a slice, or null if another process has it. */
    @SuppressWarnings("MustBeClosedChecker")
    private static FileLock lock(int number) {
        Path file = Path.of(System.getProperty("java.io.tmpdir"), "landfall-ports-" + number + ".lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
            }
            return lock;
        } catch (IOException e) {
            if (Files.exists(file)) {
                return null; // another user's
            }
            throw new UncheckedIOException(e);
        }
    }

    static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }
}
