package io.landfall.local.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Spark program (driver and executor in one, {@code local[*]}) in a JVM with the module options that Spark needs. */
public final class SparkProcess {
    /** The packages that Spark reaches into, as its own launcher names them. */
    private static final List<String> OPENED = List.of(
            "java.base/java.lang",
            "java.base/java.lang.invoke",
            "java.base/java.lang.reflect",
            "java.base/java.io",
            "java.base/java.net",
            "java.base/java.nio",
            "java.base/java.util",
            "java.base/java.util.concurrent",
            "java.base/java.util.concurrent.atomic",
            "java.base/jdk.internal.ref",
            "java.base/sun.nio.ch",
            "java.base/sun.nio.cs",
            "java.base/sun.security.action",
            "java.base/sun.util.calendar",
            "java.security.jgss/sun.security.krb5");

    private SparkProcess() {}

    /**
     * Starts a main class.
     *
     * @param name names its log file
     * @param heap such as {@code 1500m}
     * @param folder of the stack
     */
    public static ChildJvm start(String name, String main, List<String> arguments, String heap, Path folder) {
        return ChildJvm.start(program(name, main, arguments, heap, folder), folder);
    }

    /** Settings for the job's short batches: to write and compile Java for each query costs more than it gains. */
    public static List<String> interpreted() {
        return List.of("spark.sql.codegen.wholeStage=false", "spark.sql.codegen.factoryMode=NO_CODEGEN");
    }

    /** Starts a main class that writes to this process's standard output; see {@link #start}. */
    public static ChildJvm startTalking(String name, String main, List<String> arguments, String heap, Path folder) {
        return ChildJvm.startTalking(program(name, main, arguments, heap, folder), folder);
    }

    private static ChildJvm.Program program(
            String name, String main, List<String> arguments, String heap, Path folder) {
        List<String> options = new ArrayList<>(options());
        options.add("-Xmx" + heap);
        options.add("-XX:+UseSerialGC");
        // Batches are small, and most of what Spark runs for one it runs a few times: optimizing costs more than it
        // gains.
        options.add("-XX:TieredStopAtLevel=1");
        options.add("-XX:ReservedCodeCacheSize=240m");
        options.add("-Djava.io.tmpdir=" + Folders.create(folder.resolve("tmp")));
        options.add(LocalLogging.OPTION);
        return new ChildJvm.Program(name, main, LocalClasspath.own(), options, arguments);
    }

    /** The JVM options without which Spark does not start. */
    public static List<String> options() {
        List<String> options =
                new ArrayList<>(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--add-modules=jdk.incubator.vector"));
        OPENED.forEach(name -> options.add("--add-opens=" + name + "=ALL-UNNAMED"));
        options.add("-Djdk.reflect.useDirectMethodHandle=false");
        options.add("-Dio.netty.tryReflectionSetAccessible=true");
        return options;
    }
}
