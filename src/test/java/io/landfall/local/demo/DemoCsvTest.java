package io.landfall.local.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.landfall.cli.Landfall;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/** What the user is told about a file before any server starts. */
class DemoCsvTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            quoteCharacter = '`',
            value = {
                "id,name\\n1,Ann,x\\n!!it.csv: the header in line 1 has 2 cells, but line 2 has 3 cells.",
                "id,code\\n1,007\\n!--types code=long!it.csv, line 2, column code: a number with leading zeros, which is not long",
                "id,code\\n1,007\\n!--types none=long!--types: no column none in the file; it has id, code",
                "id,code\\n1,007\\n!--types id=long,code=money!--types: there is no type money; there are string,",
                "id,code\\n1,007\\n!--dedupe nope!--dedupe: no column nope in the file; it has id, code",
                "id,code\\n1,007\\n!--encoding klingon!--encoding: there is no encoding klingon",
                "id,code\\n1,007\\n!--separator ab!--separator is one character, or tab",
                "id,code\\n1,007\\n!--header-line 9!it.csv has only",
            })
    void shouldSayInOneLineWhatIsWrongWithAFileOrAnOption(String csv, String options, String message)
            throws IOException {
        Path file = Files.writeString(folder.resolve("it.csv"), csv.replace("\\n", "\n"));
        List<String> arguments = new ArrayList<>(List.of("--csv", file.toString()));
        if (options != null) {
            arguments.addAll(List.of(options.split(" ")));
        }
        StringWriter err = new StringWriter();

        int code = run(arguments, err);

        assertThat(code).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(err.toString().lines().findFirst().orElse("")).contains(message);
        assertThat(err.toString()).doesNotContain("Exception", "\tat ", "Ann");
    }

    @Test
    void shouldKeepTheOldStateIfTheFileCannotBeUsed() throws IOException {
        Path old = Files.createDirectories(folder.resolve("state/warehouse")).resolve("row");
        Files.writeString(old, "here");
        assertThat(run(List.of("--csv", folder.resolve("none.csv").toString(), "--fresh"), new StringWriter()))
                .isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(old).exists();
    }

    private int run(List<String> options, StringWriter err) {
        List<String> arguments = new ArrayList<>(List.of("demo"));
        arguments.addAll(options);
        arguments.addAll(List.of("--state", folder.resolve("state").toString()));
        return Landfall.commandLine()
                .addSubcommand(new Demo())
                .setErr(new PrintWriter(err, true))
                .execute(arguments.toArray(String[]::new));
    }
}
