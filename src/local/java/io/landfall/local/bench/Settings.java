package io.landfall.local.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is the same for all that are measured.
 *
 * @param threads that work on records
 * @param pin the processors to which a measured process is bound, as {@code taskset} takes them
 * @param heap such as {@code 1g}
 */
record Settings(int threads, Optional<String> pin, String heap) {
    /** What a measured JVM is started with. */
    List<String> launcher() {
        return pin.map(processors -> List.of("taskset", "-c", processors)).orElse(List.of());
    }

    /** Whether processes can be started so on this machine. */
    boolean canLaunch() throws IOException {
        if (pin.isEmpty()) {
            return true;
        }
        List<String> command = new ArrayList<>(launcher());
        command.add("true");
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    /** Its options: the same heap and the same collector, the one that costs the least processor time. */
    List<String> jvm() {
        return List.of("-Xmx" + heap, "-XX:+UseSerialGC");
    }
}
