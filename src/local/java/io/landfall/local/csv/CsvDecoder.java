package io.landfall.local.csv;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.util.zip.ZipException;

/**
 * A file's text. Nothing is replaced: bytes that are no text in the encoding are an error with their place, as are NUL
 * characters and a damaged gzip file. What comes before an error can be read.
 */
final class CsvDecoder extends Reader {
    private static final int BUFFER = 1 << 13;

    private final String file;
    private final InputStream in;
    private final Charset charset;
    private final CharsetDecoder decoder;
    private final ByteBuffer bytes = ByteBuffer.allocate(BUFFER).limit(0);
    private final CharBuffer chars = CharBuffer.allocate(BUFFER).limit(0);
    private final TextPosition position = new TextPosition(1);
    private boolean ended;

    /**
     * A reader of a stream.
     *
     * @param file its name, for messages
     */
    CsvDecoder(String file, InputStream in, Charset charset) {
        this.file = file;
        this.in = in;
        this.charset = charset;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!chars.hasRemaining() && !fill()) {
            return -1;
        }
        int count = 0;
        while (count < length && chars.hasRemaining()) {
            char next = chars.get(chars.position());
            if (next == 0) {
                if (count == 0) {
                    throw nul();
                }
                break;
            }
            position.see(next);
            target[offset + count] = next;
            chars.position(chars.position() + 1);
            count++;
        }
        return count;
    }

    /**
     * Passes over whole lines.
     *
     * @throws CsvException if there are not so many
     */
    void skipLines(long lines) throws IOException {
        for (long skipped = 0; skipped < lines; ) {
            int next = read();
            if (next < 0) {
                throw new CsvException(file + " has only " + position.line() + " lines; see --header-line");
            }
            if (next == '\r' && (chars.hasRemaining() || fill()) && chars.get(chars.position()) == '\n') {
                next = read();
            }
            if (next == '\r' || next == '\n') {
                skipped++;
            }
        }
    }

    /** Decodes some characters; says whether there were any. */
    private boolean fill() throws IOException {
        chars.clear();
        try {
            while (true) {
                CoderResult result = decoder.decode(bytes, chars, ended);
                if (chars.position() > 0) {
                    return true;
                }
                if (result.isError()) {
                    throw new CsvException("%s, %s: bytes that are not %s; give the file's encoding, such as %s"
                            .formatted(file, position.next(), charset, "--encoding windows-1252"));
                }
                if (ended) {
                    return false;
                }
                more();
            }
        } finally {
            chars.flip();
        }
    }

    private void more() throws IOException {
        bytes.compact();
        try {
            int count = in.read(bytes.array(), bytes.position(), bytes.remaining());
            ended = count < 0;
            bytes.position(bytes.position() + Math.max(0, count));
        } catch (EOFException | ZipException e) {
            throw new CsvException(
                    "%s is a gzip file that is cut off or damaged after %s; make or copy it again"
                            .formatted(file, position),
                    e);
        } finally {
            bytes.flip();
        }
    }

    private CsvException nul() {
        return new CsvException(
                "%s, %s: a NUL character; if the file is UTF-16, give --encoding UTF-16LE, else remove it"
                        .formatted(file, position.next()));
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
