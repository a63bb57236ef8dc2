package io.landfall.dedupe.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The bytes of one run, written once from their beginning to their end. */
interface RunData {
    /** Appends what remains in a buffer. */
    void append(ByteBuffer bytes);

    /** Fills a buffer with the bytes from a place on. */
    void read(long from, ByteBuffer into);

    /** Whatever was appended outlives a crash of the machine from now on. */
    void force();

    /** Gives up what it has in memory; a file stays. */
    void close();

    /** In a file. */
    final class InFile implements RunData {
        private final Path path;
        private final FileChannel channel;

        private InFile(Path path, FileChannel channel) {
            this.path = path;
            this.channel = channel;
        }

        static InFile create(Path path) {
            return open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }

        static InFile open(Path path) {
            return open(path, StandardOpenOption.READ);
        }

        private static InFile open(Path path, StandardOpenOption... how) {
            try {
                return new InFile(path, FileChannel.open(path, how));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        Path path() {
            return path;
        }

        /** Removes a file that nobody needs any more. */
        static void delete(Path path) {
            try {
                Files.deleteIfExists(path);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void append(ByteBuffer bytes) {
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void read(long from, ByteBuffer into) {
            try {
                long at = from;
                while (into.hasRemaining()) {
                    int read = channel.read(into, at);
                    if (read < 0) {
                        throw new IOException(path + " ends before byte " + (at + into.remaining()));
                    }
                    at += read;
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void force() {
            try {
                channel.force(true);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** On the heap. */
    final class InMemory implements RunData {
        private final ByteBuffer bytes;

        /**
         * Has room.
         *
         * @param capacity the most bytes that will be appended
         */
        InMemory(int capacity) {
            bytes = ByteBuffer.allocate(capacity);
        }

        @Override
        public void append(ByteBuffer more) {
            bytes.put(more);
        }

        @Override
        public void read(long from, ByteBuffer into) {
            into.put(bytes.slice(Math.toIntExact(from), into.remaining()));
        }

        @Override
        public void force() {}

        @Override
        public void close() {}
    }
}
