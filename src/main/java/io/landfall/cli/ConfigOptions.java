package io.landfall.cli;

import io.landfall.config.LandfallConfig;
import io.landfall.config.yaml.ConfigLoader;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say which configuration to use; a mixin for subcommands. */
public final class ConfigOptions {
    @Option(
            names = {"-c", "--config"},
            required = true,
            paramLabel = "FILE",
            description = "The configuration file, usually landfall.yaml.")
    private Path file;

    @Option(
            names = {"-e", "--env"},
            paramLabel = "ENV",
            description = "The environment of the file to merge over the rest.")
    private Optional<String> environment;

    /** The file as given. */
    public Path file() {
        return file;
    }

    /** The environment as given. */
    public Optional<String> environment() {
        return environment;
    }

    /**
     * Loads the configuration.
     *
     * @throws io.landfall.config.ConfigException with every problem; the command line turns it into exit code 2
     */
    public LandfallConfig load() {
        return ConfigLoader.load(file, environment);
    }
}
