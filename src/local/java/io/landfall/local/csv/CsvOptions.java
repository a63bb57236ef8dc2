package io.landfall.local.csv;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the user says about a file. What is empty is found in the file.
 *
 * @param headerLine the line with the columns' names, from 1; all lines above it are skipped
 */
public record CsvOptions(Optional<Charset> encoding, Optional<Character> separator, OptionalLong headerLine) {
    /** Everything is found in the file. */
    public static final CsvOptions NONE = new CsvOptions(Optional.empty(), Optional.empty(), OptionalLong.empty());

    /** Checks what can be checked without the file. */
    public CsvOptions {
        if (headerLine.isPresent() && headerLine.getAsLong() < 1) {
            throw new CsvException("--header-line counts from 1");
        }
        if (separator.isPresent() && "\"\r\n\0".indexOf(separator.get()) >= 0) {
            throw new CsvException("--separator can be neither a quote nor a line end");
        }
    }

    /**
     * The options as they are typed.
     *
     * @param separator one character, or {@code tab}
     * @throws CsvException if one cannot be understood
     */
    public static CsvOptions of(Optional<String> encoding, Optional<String> separator, OptionalLong headerLine) {
        return new CsvOptions(encoding.map(CsvOptions::charset), separator.map(CsvOptions::character), headerLine);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new CsvException(
                    "--encoding: there is no encoding " + name
                            + "; known are UTF-8, UTF-16, ISO-8859-1, windows-1252 and others",
                    e);
        }
    }

    private static char character(String text) {
        if (text.equalsIgnoreCase("tab") || text.equals("\\t")) {
            return '\t';
        }
        if (text.length() != 1) {
            throw new CsvException("--separator is one character, or tab");
        }
        return text.charAt(0);
    }
}
