package io.landfall.local.csv;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** A file's bytes. Gzip is recognised by its first bytes, whatever the file's name is. */
final class CsvBytes {
    private static final int BUFFER = 1 << 16;
    private static final int LONGEST_MARK = 4;

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
            for (Foreign form : Foreign.values()) {
                if (begins(first, form.start)) {
                    throw new CsvException(path.getFileName() + " is " + form.words);
                }
            }
            return begins(first, 0x1F, 0x8B) ? new Gunzip(in) : in;
        } catch (IOException | CsvException e) {
            in.close();
            throw e;
        }
    }

    /** Whether bytes begin with others. */
    static boolean begins(byte[] bytes, int... start) {
        if (bytes.length < start.length) {
            return false;
        }
        for (int i = 0; i < start.length; i++) {
            if (bytes[i] != (byte) start[i]) {
                return false;
            }
        }
        return true;
    }

    /** What people take for a CSV file. */
    private enum Foreign {
        ZIP("a ZIP archive or a workbook, not CSV; take the CSV file out of it, or save it as CSV", 'P', 'K', 3, 4),
        OLD_WORKBOOK("a workbook, not CSV; save it as CSV", 0xD0, 0xCF, 0x11, 0xE0),
        PARQUET("a Parquet file, not CSV", 'P', 'A', 'R', '1'),
        BZIP2("compressed with bzip2; decompress it, or compress it with gzip", 'B', 'Z', 'h'),
        ZSTANDARD("compressed with Zstandard; decompress it, or compress it with gzip", 0x28, 0xB5, 0x2F, 0xFD),
        XZ("compressed with xz; decompress it, or compress it with gzip", 0xFD, '7', 'z', 'X');

        private final String words;
        private final int[] start;

        Foreign(String words, int... start) {
            this.words = words;
            this.start = start;
        }
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
