package io.landfall.local.workbench;

import io.landfall.local.feed.Topics;
import io.landfall.local.stack.ChildJvm;
import io.landfall.local.stack.FolderLock;
import io.landfall.local.stack.Folders;
import io.landfall.local.stack.Interruption;
import io.landfall.local.stack.LocalStack;
import io.landfall.local.stack.StackPorts;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code landfall stack}. */
@Command(
        name = "stack",
        mixinStandardHelpOptions = true,
        description =
                "Runs a Kafka broker, a schema registry and an S3 server on this machine, for your own topics and your"
                        + " own landfall.yaml. A second start continues. Ctrl-C ends it.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  landfall stack --topic shop.orders:3 --topic shop.quarantine",
            "  . .landfall/stack/env      # in another terminal: its addresses, as environment variables"
        })
public final class StackCommand implements Callable<Integer> {
    private static final Pattern TOPIC = Pattern.compile("([a-zA-Z0-9._-]{1,249})(?::([1-9][0-9]{0,3}))?");
    private static final String FREE = "free";
    private static final long LOOK_EVERY_MILLIS = 500;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            defaultValue = LocalState.DEFAULT,
            description = "Where everything is kept (default: ${DEFAULT-VALUE}).")
    private Path state;

    @Option(
            names = "--ports",
            paramLabel = "FIRST|free",
            defaultValue = "29092",
            description = "The broker's port, of four in a row; or any four that are free (default: ${DEFAULT-VALUE}).")
    private String ports;

    @Option(
            names = "--topic",
            paramLabel = "NAME[:PARTITIONS]",
            description = "Create this topic where it does not exist; may be given again.")
    private List<String> topics = List.of();

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    @Override
    @SuppressWarnings("try") // of the lock nothing is wanted but that it is held
    public Integer call() throws InterruptedException {
        topics.forEach(this::parse);
        LocalState home = LocalState.at(Folders.create(state));
        // The last to be closed is what the process waits for when it is asked to end.
        try (Interruption interruption = new Interruption();
                FolderLock mine = FolderLock.of(home.root(), "another stack");
                LocalStack stack = start(home)) {
            try (Admin admin = stack.broker().admin()) {
                topics.forEach(topic -> create(admin, topic));
            }
            try {
                home.writeEnvironment(stack);
                print("It is up. Its addresses, for your programs and your landfall.yaml:\n\n"
                        + home.environmentWithoutSecrets(stack) + "\nAll of them: . '" + home.environment() + "'");
                return watch(stack, interruption);
            } finally {
                home.forgetEnvironment();
            }
        }
    }

    private LocalStack start(LocalState home) {
        StackPorts wanted = wantedPorts();
        print("starting broker, schema registry and S3 server in " + home.root());
        try {
            return LocalStack.start(home.root(), wanted);
        } catch (IllegalStateException e) {
            throw new IllegalStateException(
                    e.getMessage() + "\nIf its state is broken, delete " + home.root()
                            + ", or choose another folder with" + " --state",
                    e);
        }
    }

    private StackPorts wantedPorts() {
        if (ports.equals(FREE)) {
            return StackPorts.free();
        }
        try {
            return StackPorts.from(Integer.parseInt(ports));
        } catch (IllegalStateException | IllegalArgumentException e) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--ports " + ports + ": " + e.getMessage() + "; try --ports free", e);
        }
    }

    private Matcher parse(String topic) {
        Matcher parts = TOPIC.matcher(topic);
        if (!parts.matches()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "--topic takes a name, or name:partitions, such as shop.orders:3");
        }
        return parts;
    }

    private void create(Admin admin, String topic) {
        Matcher parts = parse(topic);
        Topics.create(
                admin,
                parts.group(1),
                Optional.ofNullable(parts.group(2)).map(Integer::parseInt).orElse(1));
    }

    /** Until somebody wants it to end, or a server ends by itself. */
    private Integer watch(LocalStack stack, Interruption interruption) throws InterruptedException {
        Map<String, ChildJvm> servers = Map.of(
                "broker", stack.broker().process(),
                "schema registry", stack.registry().process(),
                "S3 server", stack.s3().process());
        while (!interruption.isAskedFor()) {
            for (Map.Entry<String, ChildJvm> server : servers.entrySet()) {
                if (!server.getValue().isAlive()) {
                    spec.commandLine()
                            .getErr()
                            .println("the " + server.getKey() + " has ended; its log is "
                                    + server.getValue().log());
                    return CommandLine.ExitCode.SOFTWARE;
                }
            }
            Thread.sleep(LOOK_EVERY_MILLIS);
        }
        return CommandLine.ExitCode.OK;
    }

    private void print(String text) {
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
    }
}
