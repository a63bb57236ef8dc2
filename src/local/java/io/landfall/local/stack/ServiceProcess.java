package io.landfall.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Landfall service, as {@code landfall run} starts it. */
public final class ServiceProcess {
    private static final String MAIN = "io.landfall.cli.Landfall";

    private ServiceProcess() {}

    /**
     * Starts the service with the heap that the demo gives it.
     *
     * @param name names its log file
     * @param more arguments after {@code run --config FILE}
     * @param folder of the stack
     */
    public static ChildJvm start(String name, Path config, List<String> more, Path folder) {
        return start(name, config, more, folder, "768m");
    }

    /**
     * Starts the service.
     *
     * @param heap as {@code -Xmx} takes it
     */
    public static ChildJvm start(String name, Path config, List<String> more, Path folder, String heap) {
        return start(name, LocalClasspath.own(), config, more, folder, heap);
    }

    /**
     * Starts the service from a class path, which has to have {@link ParentWatch} as well.
     *
     * @param heap as {@code -Xmx} takes it
     */
    public static ChildJvm start(
            String name, List<String> classPath, Path config, List<String> more, Path folder, String heap) {
        return ChildJvm.start(program(name, classPath, config, more, heap), folder);
    }

    /** The service, to be started. */
    public static ChildJvm.Program program(
            String name, List<String> classPath, Path config, List<String> more, String heap) {
        List<String> arguments = new ArrayList<>(List.of("run", "--config", config.toString()));
        arguments.addAll(more);
        return new ChildJvm.Program(name, MAIN, classPath, List.of("-Xmx" + heap, "-XX:+UseSerialGC"), arguments);
    }
}
