package io.landfall.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the last run of each proof gave, as a file with a line each: {@code test | figure}. */
public final class Figures {
    /** The figures that are published; a run of proofs leaves newer ones in the build folder. */
    public static final Path PUBLISHED = Path.of("src/test/resources/io/landfall/proof/figures.txt");

    private static final String SEPARATOR = " | ";

    private Figures() {}

    /** Those of a file, by test; none if there is no file. */
    public static Map<String, String> of(Path file) throws IOException {
        Map<String, String> figures = new TreeMap<>();
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file)) {
                int end = line.indexOf(SEPARATOR);
                figures.put(line.substring(0, end), line.substring(end + SEPARATOR.length()));
            }
        }
        return figures;
    }

    static void write(Map<String, String> figures, Path file) throws IOException {
        List<String> lines = figures.entrySet().stream()
                .map(figure -> figure.getKey() + SEPARATOR + figure.getValue())
                .toList();
        Files.write(file, lines);
    }
}
