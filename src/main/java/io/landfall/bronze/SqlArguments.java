package io.landfall.bronze;

import io.landfall.bronze.plan.BronzeException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of {@link BronzeSql}. */
@Command(
        name = "BronzeSql",
        sortOptions = false,
        sortSynopsis = false,
        description = {"Asks the bronze tables of plain Spark, and prints the answer as a table.", ""},
        footerHeading = "%nExample:%n",
        footer = "  --config landfall.yaml --warehouse ./warehouse \"SELECT count(*) FROM bz_orders\"",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:done", "1:the query failed", "2:bad usage, or a configuration that cannot be used"})
final class SqlArguments {
    @Option(names = "--config", required = true, paramLabel = "FILE", description = "landfall.yaml.")
    private Path config;

    @Option(names = "--env", paramLabel = "ENV", description = "The environment of the file to merge over the rest.")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--warehouse", required = true, paramLabel = "FOLDER", description = "The folder of the tables.")
    private String warehouse;

    @Option(
            names = "--rows",
            paramLabel = "N",
            defaultValue = "100",
            converter = RowsConverter.class,
            description = "Prints so many rows at the most. Default: ${DEFAULT-VALUE}.")
    private int rows;

    @Parameters(paramLabel = "\"SELECT …\"", description = "The query, in quotes.")
    private String query;

    Path config() {
        return config;
    }

    Optional<String> environment() {
        return environment;
    }

    String warehouse() {
        return warehouse;
    }

    int rows() {
        return rows;
    }

    String query() {
        return query;
    }

    private static final class RowsConverter implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            if (!text.matches("\\d{1,9}")) {
                throw new BronzeException("--rows is a number, not " + text);
            }
            return Integer.parseInt(text);
        }
    }
}
