package io.landfall.local.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;

/**
 * How a file is written. Nothing is guessed where two readings are possible:
 *
 * <ul>
 *   <li>Encoding: that of the byte order mark, else UTF-8. Other encodings must be given.
 *   <li>Header: the first line that is not blank. A line {@code sep=;} before it names the separator.
 *   <li>Separator: the one of comma, semicolon, tab and bar that splits the header, and if there are two, that splits all of
 *       the first rows into as many cells.
 * </ul>
 *
 * @param mark the number of bytes of the byte order mark
 * @param headerLine the line with the columns' names, from 1
 */
record CsvLayout(Charset charset, int mark, char separator, long headerLine) {
    private static final String SEPARATORS = ",;\t|";
    private static final int SAMPLE = 1 << 16;
    private static final int LONGEST_MARK = 4;

    /** The longer ones first, as one begins with another. */
    private static final List<Mark> MARKS = List.of(
            new Mark("UTF-32LE", "fffe0000"),
            new Mark("UTF-32BE", "0000feff"),
            new Mark("UTF-8", "efbbbf"),
            new Mark("UTF-16LE", "fffe"),
            new Mark("UTF-16BE", "feff"));

    /**
     * Finds out how a file is written, from its beginning.
     *
     * @throws CsvException if there is no telling
     */
    static CsvLayout of(Path path, CsvOptions options) throws IOException {
        String file = path.getFileName().toString();
        byte[] first;
        try (InputStream in = CsvBytes.open(path)) {
            first = in.readNBytes(LONGEST_MARK);
        }
        Optional<Mark> marked = MARKS.stream()
                .filter(known -> CsvBytes.begins(first, known.bytes))
                .findFirst();
        Charset charset = charset(file, marked.map(Mark::charset), options.encoding());
        int mark = marked.map(Mark::length).orElse(0);
        long skipped = options.headerLine().orElse(1) - 1;
        try (CsvDecoder text = open(path, charset, mark)) {
            text.skipLines(skipped);
            return of(file, new Sample(text, skipped + 1), options, charset, mark);
        }
    }

    private static Charset charset(String file, Optional<Charset> marked, Optional<Charset> given) {
        if (marked.isPresent() && given.isPresent()) {
            String name = given.get().name();
            if (!marked.get().name().startsWith(name)) {
                throw new CsvException("%s begins with the byte order mark of %s, and --encoding is %s; leave it out"
                        .formatted(file, marked.get(), name));
            }
        }
        return marked.or(() -> given).orElse(StandardCharsets.UTF_8);
    }

    private static CsvLayout of(String file, Sample sample, CsvOptions options, Charset charset, int mark) {
        sample.skipBlankLines();
        Optional<Character> separator = options.separator();
        if (options.headerLine().isEmpty()) {
            Optional<Character> named = sample.skipSeparatorLine();
            separator = separator.or(() -> named);
            sample.skipBlankLines();
        }
        if (sample.isEmpty()) {
            throw new CsvException(file + " has no header: it is empty, or has blank lines only");
        }
        char found = separator.orElseGet(() -> separator(file, sample));
        return new CsvLayout(charset, mark, found, sample.line());
    }

    private static char separator(String file, Sample sample) {
        List<Character> all = SEPARATORS.chars().mapToObj(c -> (char) c).toList();
        List<Character> ofHeader =
                all.stream().filter(c -> sample.headerCells(c) > 1).toList();
        if (ofHeader.size() == 1) {
            return ofHeader.get(0);
        }
        if (ofHeader.isEmpty()) {
            // If only the rows can be split, the header is none: this is noticed, and told, when rows are counted.
            return all.stream().filter(c -> sample.rowCells(c) > 1).findFirst().orElse(',');
        }
        List<Character> ofAll = ofHeader.stream()
                .filter(c -> sample.rowCells(c) == sample.headerCells(c))
                .toList();
        if (ofAll.size() != 1) {
            throw new CsvException("%s, line %d: %s could each be the separator; say which, such as --separator \"%s\""
                    .formatted(
                            file,
                            sample.line(),
                            String.join(
                                    " and ",
                                    ofHeader.stream().map(CsvLayout::name).toList()),
                            ofHeader.get(0) == '\t' ? "tab" : ofHeader.get(0)));
        }
        return ofAll.get(0);
    }

    private static String name(char separator) {
        return separator == '\t' ? "tab" : "\"" + separator + "\"";
    }

    /** A parser's settings: an empty cell without quotes is null, one with quotes is empty. */
    static CSVFormat format(char separator) {
        return CSVFormat.RFC4180
                .builder()
                .setDelimiter(separator)
                .setIgnoreEmptyLines(false)
                .setNullString("")
                .setQuoteMode(QuoteMode.ALL_NON_NULL)
                .get();
    }

    private static CsvDecoder open(Path path, Charset charset, int mark) throws IOException {
        InputStream in = CsvBytes.open(path);
        try {
            in.skipNBytes(mark);
            return new CsvDecoder(path.getFileName().toString(), in, charset);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }

    /** The file's text from the header on. */
    CsvGuard open(Path path) throws IOException {
        CsvDecoder text = open(path, charset, mark);
        try {
            text.skipLines(headerLine - 1);
        } catch (IOException | CsvException e) {
            text.close();
            throw e;
        }
        return new CsvGuard(path.getFileName().toString(), text, separator, headerLine);
    }

    /** For the user. */
    @Override
    public String toString() {
        return "%s%s, separated by %s, header in line %d"
                .formatted(charset, mark > 0 ? " with a byte order mark" : "", name(separator), headerLine);
    }

    /**
     * A byte order mark.
     *
     * @param bytes hexadecimal
     */
    private record Mark(String encoding, String bytes) {
        Charset charset() {
            return Charset.forName(encoding);
        }

        int length() {
            return bytes.length() / 2;
        }
    }

    /** The beginning of a text. */
    private static final class Sample {
        private final boolean whole;
        private String text;
        private long line;

        Sample(CsvDecoder decoder, long line) throws IOException {
            char[] chars = new char[SAMPLE];
            int count = 0;
            int more = 0;
            while (count < SAMPLE && more >= 0) {
                count += more;
                more = decoder.read(chars, count, SAMPLE - count);
            }
            this.whole = more < 0;
            this.text = new String(chars, 0, count);
            this.line = line;
        }

        long line() {
            return line;
        }

        boolean isEmpty() {
            return text.isEmpty();
        }

        void skipBlankLines() {
            while (!text.isEmpty() && firstLine().isBlank()) {
                skipLine();
            }
        }

        /** Passes over a line that names the separator, as spreadsheets write it. */
        Optional<Character> skipSeparatorLine() {
            String first = firstLine().replace("\"", "");
            if (first.length() != "sep=;".length() || !first.regionMatches(true, 0, "sep=", 0, 4)) {
                return Optional.empty();
            }
            skipLine();
            return Optional.of(first.charAt(first.length() - 1));
        }

        private String firstLine() {
            return text.split("\r\n|\r|\n", 2)[0];
        }

        private void skipLine() {
            String[] parts = text.split("\r\n|\r|\n", 2);
            text = parts.length > 1 ? parts[1] : "";
            line++;
        }

        int headerCells(char separator) {
            int[] cells = {0};
            forEach(separator, (number, size) -> cells[0] = number == 0 ? size : cells[0]);
            return cells[0];
        }

        /** How many cells each row has; 0 if there are no rows, or their numbers of cells differ. */
        int rowCells(char separator) {
            int[] cells = {-1};
            boolean parsed = forEach(separator, (number, size) -> {
                if (number > 0) {
                    cells[0] = cells[0] < 0 || cells[0] == size ? size : 0;
                }
            });
            return parsed ? Math.max(0, cells[0]) : 0;
        }

        /** Gives the number and size of each record but blank lines and what the sample's end cuts off. */
        private boolean forEach(char separator, SizeConsumer consumer) {
            try (CSVParser parser = CSVParser.parse(text, format(separator))) {
                int number = 0;
                int size = 0;
                for (CSVRecord next : parser) {
                    if (size > 0) {
                        consumer.accept(number++, size);
                    }
                    size = new CsvRow(0, next.toList()).isBlank() ? 0 : next.size();
                }
                if (size > 0 && (whole || number == 0)) {
                    consumer.accept(number, size);
                }
                return true;
            } catch (UncheckedIOException | IOException e) {
                return !whole;
            }
        }
    }

    @FunctionalInterface
    private interface SizeConsumer {
        void accept(int number, int size);
    }
}
