package io.landfall.cli;

import io.landfall.config.LandfallConfig;
import io.landfall.ops.Logging;
import io.landfall.secret.SecretResolver;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.logging.log4j.LogManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code landfall run}: the service. */
@Command(
        name = "run",
        description = {
            "Runs the service until it is told to stop (SIGTERM, Ctrl-C): then what is open lands and is committed.",
            "It starts only if the configuration is valid, the topics exist and the landing area takes create-only writes.",
            ""
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        footerHeading = "%nExamples:%n",
        footer = {"  landfall run --config landfall.yaml --env production"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:stopped as asked",
            "1:cannot start, or cannot go on",
            "2:bad usage, or a configuration that cannot be used"
        })
final class RunCommand implements Callable<Integer> {
    @Mixin
    private ConfigOptions options;

    @Override
    public Integer call() throws InterruptedException {
        LandfallConfig config = options.load();
        Logging.use(config.service().logFormat());
        Logger log = LoggerFactory.getLogger(RunCommand.class);
        Stop stop = new Stop(log);
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            Service service = Service.start(options.file(), config, SecretResolver.standard());
            stop.service = service;
            log.info("{} is running", config.application());
            service.ended().get();
            stop.join(); // it ends the process
            return CommandLine.ExitCode.OK;
        } catch (Service.CannotStart e) {
            log.error("{}", e.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } catch (ExecutionException e) {
            log.error("cannot go on: {}", Objects.requireNonNull(e.getCause()).getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        } finally {
            stop.closeService();
            stop.withdraw();
        }
    }

    /** What runs when the process is told to end, be it before the service has started. It ends the process. */
    private static final class Stop extends Thread {
        private final Logger log;
        private volatile @Nullable Service service;

        Stop(Logger log) {
            super("stop");
            this.log = log;
        }

        @Override
        public void run() {
            boolean inOrder = false;
            try {
                Service running = service;
                log.info(running == null ? "stopped while it was starting" : "stopping: landing what is open");
                close(running);
                inOrder = running == null || running.closedInOrder();
                log.info(inOrder ? "stopped" : "stopped before all that was open had landed; it will be read again");
                LogManager.shutdown();
            } finally {
                Runtime.getRuntime().halt(inOrder ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE);
            }
        }

        void closeService() {
            close(service);
        }

        /** Once: whoever comes second waits for the first. */
        private synchronized void close(@Nullable Service running) {
            if (running != null) {
                running.close();
            }
        }

        void withdraw() {
            try {
                Runtime.getRuntime().removeShutdownHook(this);
            } catch (IllegalStateException e) {
                log.debug("the process is ending already");
            }
        }
    }
}
