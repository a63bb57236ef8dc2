package io.landfall.simulation;

/** The network. */
final class Rpc {
    private Rpc() {}

    /** A request or an answer takes its time, often too little to matter. */
    static void travel(World world) {
        if (world.chance().of(0.5)) {
            world.timeline().sleep(world.chance().between(1, 50));
        } else {
            world.timeline().checkAlive();
        }
    }
}
