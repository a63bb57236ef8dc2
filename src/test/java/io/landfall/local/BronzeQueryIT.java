package io.landfall.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BronzeQueryIT {
    @TempDir
    private Path temp;

    @Test
    void shouldQueryTablesByTheirNames() {
        StateFolder folder = StateFolder.at(temp);
        Path table = folder.tables().resolve("bz_things");
        run(folder, "CREATE TABLE delta.`" + table + "` USING DELTA AS SELECT 7 AS id, 'seven' AS name");
        assertThat(run(folder, "SELECT id, name FROM bz_things"))
                .contains("id | name", "7  | seven", "1 row")
                .startsWith("0\n");
                .startsWith("1\n")
                .contains("nothing");
    }

    /** The exit code in the first line, what was printed below it. */
    private static String run(StateFolder folder, String sql) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = BronzeQuery.run(folder, sql, new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return code + "\n" + bytes.toString(StandardCharsets.UTF_8);
    }
}
