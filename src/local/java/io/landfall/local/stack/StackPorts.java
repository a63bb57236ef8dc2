package io.landfall.local.stack;

import java.util.stream.IntStream;

/** Where the servers of a stack listen, on loopback. */
public record StackPorts(int broker, int controller, int registry, int s3) {
    private static final int SERVERS = 4;

    /** Four that nobody has. */
    public static StackPorts free() {
        return new StackPorts(Ports.free(), Ports.free(), Ports.free(), Ports.free());
    }

    /**
     * Four in a row.
     *
     * @throws IllegalStateException if somebody has one of them
     */
    public static StackPorts from(int first) {
        IntStream.range(first, first + SERVERS)
                .filter(port -> !Ports.isFree(port))
                .findFirst()
                .ifPresent(taken -> {
                    throw new IllegalStateException("port " + taken + " is in use");
                });
        return new StackPorts(first, first + 1, first + 2, first + 3);
    }
}
