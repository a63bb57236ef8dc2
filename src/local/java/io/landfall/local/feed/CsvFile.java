package io.landfall.local.feed;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file in UTF-8 whose first line names the columns; gzip by its suffix {@code .gz}. Whichever of comma, semicolon and
 * tab is the most frequent in the first line separates.
 */
public final class CsvFile {
    private static final int BUFFER = 1 << 16;

    private final Path path;
    private final CSVFormat format;
    private final List<String> header;

    private CsvFile(Path path, CSVFormat format, List<String> header) {
        this.path = path;
        this.format = format;
        this.header = header;
    }

    /**
     * Reads a file's first line.
     *
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if it is empty
     */
    public static CsvFile open(Path path) {
        try (BufferedReader reader = reader(path)) {
            String first = reader.readLine();
            if (first == null || first.isBlank()) {
                throw new IllegalArgumentException(path + " has no header");
            }
            CSVFormat format =
                    CSVFormat.DEFAULT.builder().setDelimiter(delimiter(first)).get();
            try (CSVParser parser = CSVParser.parse(first, format)) {
                return new CsvFile(
                        path, format, List.of(parser.iterator().next().values()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static char delimiter(String line) {
        char best = ',';
        for (char candidate : new char[] {';', '\t'}) {
            if (count(line, candidate) > count(line, best)) {
                best = candidate;
            }
        }
        return best;
    }

    private static long count(String line, char sought) {
        return line.chars().filter(c -> c == sought).count();
    }

    /** The columns as the file names them. */
    public List<String> header() {
        return header;
    }

    /** A table's name made of the file's: {@code bz_online_retail} for {@code online-retail.csv.gz}. */
    public String table() {
        String name = path.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("(\\.[a-z]{1,4})+$", "");
        return "bz_" + name.replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
    }

    /** Gives each line below the header to somebody. */
    void forEach(Consumer<CSVRecord> consumer) {
        try (BufferedReader reader = reader(path);
                CSVParser parser = format.parse(reader)) {
            for (CSVRecord line : parser) {
                if (line.getRecordNumber() > 1) {
                    consumer.accept(line);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path, e);
        }
    }

    private static BufferedReader reader(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        InputStream text = path.toString().endsWith(".gz") ? new GZIPInputStream(in, BUFFER) : in;
        BufferedReader reader = new BufferedReader(new InputStreamReader(text, StandardCharsets.UTF_8), BUFFER);
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }
}
