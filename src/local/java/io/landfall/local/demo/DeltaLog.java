package io.landfall.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Counts a Delta table's rows by its log, without Spark: the statistics of the files that were added and not removed. */
final class DeltaLog {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final Map<String, Long> rowsByFile = new HashMap<>();
    private long nextVersion;
    private long rows;
    private Instant written = Instant.EPOCH;

    DeltaLog(Path table) {
        this.folder = table.resolve("_delta_log");
    }

    /** Reads the commits since the last time. */
    void refresh() {
        Path commit = commit();
        while (Files.exists(commit)) {
            read(commit);
            nextVersion++;
            commit = commit();
        }
    }

    private Path commit() {
        return folder.resolve("%020d.json".formatted(nextVersion));
    }

    private void read(Path commit) {
        try {
            for (String line : Files.readAllLines(commit)) {
                JsonNode action = JSON.readTree(line);
                if (action.has("add")) {
                    add(action.get("add"));
                } else if (action.has("remove")) {
                    rows -= Optional.ofNullable(rowsByFile.remove(
                                    action.get("remove").get("path").asText()))
                            .orElse(0L);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + commit, e);
        }
    }

    private void add(JsonNode add) throws IOException {
        JsonNode stats = JSON.readTree(add.path("stats").asText("{}"));
        long count = stats.path("numRecords").asLong();
        Long before = rowsByFile.put(add.get("path").asText(), count);
        rows += count - (before == null ? 0 : before);
        Instant time = Instant.ofEpochMilli(add.path("modificationTime").asLong());
        written = time.isAfter(written) ? time : written;
    }

    long rows() {
        return rows;
    }

    /** When rows were last added; the epoch if there are none. */
    Instant written() {
        return written;
    }
}
