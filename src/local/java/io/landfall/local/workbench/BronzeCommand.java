package io.landfall.local.workbench;

import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.FolderLock;
import io.landfall.local.stack.Folders;
import io.landfall.local.stack.Interruption;
import io.landfall.local.stack.SparkProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code landfall bronze}. */
@Command(
        name = "bronze",
        mixinStandardHelpOptions = true,
        description =
                "Runs the bronze job on plain Spark on this machine, against any configuration: what has landed comes into"
                        + " Delta tables in a folder.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall bronze --config landfall.yaml --env local",
            "  landfall sql --config landfall.yaml --env local \"SELECT * FROM bz_orders\""
        })
public final class BronzeCommand implements Callable<Integer> {
    private static final String MAIN = "io.landfall.bronze.BronzeJob";
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "landfall.yaml.")
    private Path config;

    @Option(names = "--env", paramLabel = "ENV", description = "The environment of the file to merge over the rest.")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = "--warehouse",
            paramLabel = "DIR",
            description = "The folder of the tables (default: warehouse in the state folder).")
    private Optional<Path> warehouse = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = LocalState.DEFAULT,
            description = "For checkpoints and the log (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Option(names = "--continuous", description = "Go on until Ctrl-C; by default it ends when all is ingested.")
    private boolean continuous;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    @SuppressWarnings("try") // of the lock nothing is wanted but that it is held
    public Integer call() {
        LocalState home = LocalState.at(Folders.create(state));
        Path tables = warehouse.orElseGet(home::warehouse).toAbsolutePath().normalize();
        List<String> arguments = new ArrayList<>(List.of("--config", config.toString()));
        environment.ifPresent(name -> arguments.addAll(List.of("--env", name)));
        arguments.addAll(List.of("--catalog", "spark_catalog"));
        arguments.addAll(List.of("--warehouse", tables.toString()));
        arguments.addAll(List.of("--checkpoints", home.checkpoints().toString()));
        arguments.addAll(List.of("--trigger", continuous ? "continuous" : "available-now"));
        SparkProcess.interpreted().forEach(setting -> arguments.addAll(List.of("--spark-conf", setting)));
        // Of servers on a laptop, some do not say the same of an object twice; segments never change.
        arguments.addAll(List.of(
                "--spark-conf",
                "spark.hadoop.fs.s3a.change.detection.mode=none",
                "spark.hadoop.fs.s3a.bucket.probe=0"));
        spec.commandLine().getOut().println("ingesting into " + tables);
        spec.commandLine().getOut().flush();
        try (Interruption interruption = new Interruption();
                FolderLock mine = FolderLock.of(Folders.create(home.checkpoints()), "another bronze job");
                ChildJvm job = SparkProcess.start("bronze", MAIN, arguments, "1500m", home.root())) {
            while (!job.join(LOOK_EVERY)) {
                if (interruption.isAskedFor()) {
                    job.stop(PATIENCE);
                }
            }
            int code = job.join();
            if (code == 0) {
                spec.commandLine().getOut().println("done; its log is " + job.log());
            } else {
                spec.commandLine()
                        .getErr()
                        .println("the bronze job failed; the end of " + job.log() + ":\n" + job.lastLines());
            }
            return code;
        }
    }
}
