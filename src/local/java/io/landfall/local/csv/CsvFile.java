package io.landfall.local.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.zip.ZipException;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * A CSV file with a header, plain or gzip, in any encoding, with quotes and line ends as RFC 4180 has them, or LF or CR.
 * White space belongs to the cell. Each reading streams the file from its beginning.
 */
public final class CsvFile {
    private final Path path;
    private final CsvLayout layout;
    private final Version version;
    private final List<String> header;

    private CsvFile(Path path, CsvLayout layout, Version version) {
        this.path = path;
        this.layout = layout;
        this.version = version;
        List<String> names = new ArrayList<>();
        read(row -> {
            row.cells().forEach(cell -> names.add(cell == null ? "" : cell));
            return false;
        });
        this.header = List.copyOf(names);
    }

    /** Opens a file, with everything found in it. */
    public static CsvFile open(Path path) {
        return open(path, CsvOptions.NONE);
    }

    /**
     * Finds out how a file is written, and reads its header.
     *
     * @throws CsvException if it cannot be read
     */
    public static CsvFile open(Path path, CsvOptions options) {
        if (!Files.exists(path)) {
            throw new CsvException("there is no file " + path);
        }
        if (!Files.isRegularFile(path)) {
            throw new CsvException(path + " is not a regular file; it is read twice, so write it to one first");
        }
        try {
            Version version = Version.of(path);
            return new CsvFile(path, CsvLayout.of(path, options), version);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private static CsvException unreadable(Path path, Exception cause) {
        boolean gzip = cause instanceof ZipException || cause instanceof EOFException;
        return new CsvException(
                path.getFileName()
                        + (gzip
                                ? " is a gzip file that is cut off or damaged at its start; make or copy it again"
                                : " cannot be read; check its permissions and its disk"),
                cause);
    }

    /** The file's name, for messages. */
    String name() {
        return path.getFileName().toString();
    }

    /** How it is written. */
    CsvLayout layout() {
        return layout;
    }

    /** The columns as the file names them. */
    public List<String> header() {
        return header;
    }

    /** A table's name made of the file's: {@code bz_online_retail} for {@code online-retail.csv.gz}. */
    public String table() {
        String name = name().toLowerCase(Locale.ROOT).replaceAll("(\\.[a-z]{1,4})+$", "");
        String words = name.replaceAll("[^a-z0-9]+", "_").replaceAll("^_|_$", "");
        return "bz_" + (words.isEmpty() ? "csv" : words);
    }

    /**
     * Gives each row below the header to somebody, blank lines included.
     *
     * @throws CsvException if a row cannot be read, or the file is not what it was when it was opened
     */
    void forEach(Consumer<CsvRow> consumer) {
        boolean[] below = {false};
        read(row -> {
            if (below[0]) {
                consumer.accept(row);
            }
            below[0] = true;
            return true;
        });
    }

    private void read(Predicate<CsvRow> wantsMore) {
        try {
            checkVersion();
            try (CsvGuard text = layout.open(path);
                    CSVParser parser = CSVParser.parse(text, CsvLayout.format(layout.separator()))) {
                read(parser, wantsMore);
            }
            checkVersion();
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private void read(CSVParser parser, Predicate<CsvRow> wantsMore) throws IOException {
        Iterator<CSVRecord> records = parser.iterator();
        boolean more = true;
        while (more) {
            long line = layout.headerLine() + parser.getCurrentLineNumber();
            try {
                if (!records.hasNext()) {
                    return;
                }
            } catch (UncheckedIOException e) {
                throw e.getCause();
            }
            CSVRecord next = records.next();
            more = wantsMore.test(new CsvRow(line, next.toList()));
        }
    }

    private void checkVersion() throws IOException {
        if (!Version.of(path).equals(version)) {
            throw new CsvException(name() + " was changed while it was read; run again when it is complete");
        }
    }

    private record Version(long size, FileTime modified) {
        static Version of(Path path) throws IOException {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return new Version(attributes.size(), attributes.lastModifiedTime());
        }
    }
}
