package io.landfall.local.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file's bytes. Gzip is recognised by its first bytes, whatever the file's name is. */
final class CsvBytes {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_MARK = 4;

    private static final String GZIP = "1f8b";

    /** What people take for a CSV file, by its first bytes. */
    private static final Map<String, String> FOREIGN = Map.of(
            "504b0304", "a ZIP archive or a workbook, not CSV; take the CSV file out of it, or save it as CSV",
            "d0cf11e0", "a workbook, not CSV; save it as CSV",
            "50415231", "a Parquet file, not CSV",
            "425a6839", "compressed with bzip2; decompress it, or compress it with gzip",
            "28b52ffd", "compressed with Zstandard; decompress it, or compress it with gzip",
            "fd377a58", "compressed with xz; decompress it, or compress it with gzip");

    private CsvBytes() {}

    /**
     * Opens a file.
     *
     * @throws CsvException if it is known to be something else
     */
    static InputStream open(Path path) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path), BUFFER);
        try {
            in.mark(LONGEST_MARK);
            byte[] first = in.readNBytes(LONGEST_MARK);
            in.reset();
            FOREIGN.forEach((start, words) -> {
                if (begins(first, start)) {
                    throw new CsvException(path.getFileName() + " is " + words);
                }
            });
            return begins(first, GZIP) ? new Gunzip(in) : in;
        } catch (IOException | CsvException e) {
            in.close();
            throw e;
        }
    }

    /**
     * Whether bytes begin with others.
     *
     * @param start hexadecimal
     */
    static boolean begins(byte[] bytes, String start) {
        return HexFormat.of().formatHex(bytes).startsWith(start);
    }

    /** Java's own stream ends without a word where the next member of a file has a damaged header; this one fails. */
    private static final class Gunzip extends GZIPInputStream {
        private static final int TRAILER = 8;

        private final InputStream compressed;

        Gunzip(InputStream compressed) throws IOException {
            super(compressed, BUFFER);
            this.compressed = compressed;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            int count = super.read(target, offset, length);
            if (count < 0 && (inf.getRemaining() > TRAILER || compressed.read() >= 0)) {
                throw new ZipException("bytes after the end");
            }
            return count;
        }
    }
}
