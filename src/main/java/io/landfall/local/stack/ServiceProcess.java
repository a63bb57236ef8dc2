package io.landfall.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The Landfall service, as {@code landfall run} starts it. */
public final class ServiceProcess {
    private static final String MAIN = "io.landfall.cli.Landfall";

    private ServiceProcess() {}

    /**
     * Starts the service.
     *
     * @param name names its log file
     * @param more arguments after {@code run --config FILE}
     * @param folder of the stack
     */
    public static ChildJvm start(String name, Path config, List<String> more, Path folder) {
        List<String> arguments = new ArrayList<>(List.of("run", "--config", config.toString()));
        arguments.addAll(more);
        return ChildJvm.start(
                new ChildJvm.Program(
                        name, MAIN, LocalClasspath.own(), List.of("-Xmx768m", "-XX:+UseSerialGC"), arguments),
                folder);
    }
}
