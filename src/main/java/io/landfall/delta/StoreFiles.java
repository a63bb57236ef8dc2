package io.landfall.delta;

import io.delta.kernel.defaults.engine.fileio.FileIO;
import io.delta.kernel.defaults.engine.fileio.InputFile;
import io.delta.kernel.defaults.engine.fileio.OutputFile;
import io.delta.kernel.defaults.engine.fileio.SeekableInputStream;
import io.delta.kernel.utils.CloseableIterator;
import io.delta.kernel.utils.FileStatus;
import io.landfall.landing.store.ObjectStore;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;

/** An object store as the Delta Kernel sees files: its paths are absolute, and it never writes. */
final class StoreFiles implements FileIO {
    private static final int PAGE = 1_000;

    private final ObjectStore store;

    StoreFiles(ObjectStore store) {
        this.store = store;
    }

    /** A path of the Kernel as one of the store. */
    static String relative(String path) {
        return path.substring(1);
    }

    @Override
    public String resolvePath(String path) {
        return path;
    }

    @Override
    public CloseableIterator<FileStatus> listFrom(String path) {
        return new Listing(relative(path));
    }

    /** The files of one folder, from a name on. */
    private final class Listing implements CloseableIterator<FileStatus> {
        private final String folder;
        private final String from;
        private final Queue<String> page = new ArrayDeque<>();
        private String after;
        private boolean ended;

        Listing(String from) {
            this.folder = from.substring(0, from.lastIndexOf('/') + 1);
            this.from = from;
            this.after = from.substring(0, from.length() - 1); // sorts before it
        }

        @Override
        public boolean hasNext() {
            while (page.isEmpty() && !ended) {
                List<String> next = store.list(folder, after, PAGE);
                next.stream().filter(this::isWanted).forEach(page::add);
                ended = next.isEmpty();
                after = ended ? after : next.get(next.size() - 1);
            }
            return !page.isEmpty();
        }

        private boolean isWanted(String path) {
            return path.indexOf('/', folder.length()) < 0 && path.compareTo(from) >= 0;
        }

        @Override
        public FileStatus next() {
            String path = "/" + page.remove();
            // The Kernel takes a checkpoint without a size for one whose writer crashed; of others it needs the name
            // only.
            try {
                return path.contains(".checkpoint.") ? getFileStatus(path) : FileStatus.of(path);
            } catch (FileNotFoundException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {}
    }

    @Override
    public FileStatus getFileStatus(String path) throws FileNotFoundException {
        return FileStatus.of(path, size(path), 0);
    }

    private long size(String path) throws FileNotFoundException {
        return store.head(relative(path))
                .orElseThrow(() -> new FileNotFoundException(path))
                .size();
    }

    @Override
    public InputFile newInputFile(String path, long size) {
        return new StoredFile(path, size);
    }

    private final class StoredFile implements InputFile {
        private final String path;
        private final long known;

        /** A file; those that were listed come with a size of zero. */
        StoredFile(String path, long known) {
            this.path = path;
            this.known = known;
        }

        @Override
        public long length() throws FileNotFoundException {
            return known > 0 ? known : size(path);
        }

        @Override
        public String path() {
            return path;
        }

        @Override
        public SeekableInputStream newStream() throws FileNotFoundException {
            return new StoredStream(path, length());
        }
    }

    /** Reads ahead, so that small reads do not become requests. */
    private final class StoredStream extends SeekableInputStream {
        private static final int AHEAD = 256 << 10;

        private final String path;
        private final long size;
        private long start;
        private byte[] bytes = {};
        private long position;

        StoredStream(String path, long size) {
            this.path = path;
            this.size = size;
        }

        @Override
        public long getPos() {
            return position;
        }

        @Override
        public void seek(long to) {
            position = to;
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (position >= size) {
                return -1;
            }
            if (position < start || position >= start + bytes.length) {
                start = position;
                bytes = store.read(relative(path), start, (int) Math.min(size - start, Math.max(AHEAD, length)));
            }
            int from = (int) (position - start);
            int count = Math.min(length, bytes.length - from);
            System.arraycopy(bytes, from, target, offset, count);
            position += count;
            return count;
        }

        @Override
        public void readFully(byte[] target, int offset, int length) throws EOFException {
            int done = 0;
            while (done < length) {
                int count = read(target, offset + done, length - done);
                if (count < 0) {
                    throw new EOFException(path + " ends at " + size);
                }
                done += count;
            }
        }
    }

    @Override
    public Optional<String> getConf(String name) {
        return Optional.empty();
    }

    @Override
    public boolean mkdirs(String path) {
        throw new UnsupportedOperationException("read-only");
    }

    @Override
    public OutputFile newOutputFile(String path) {
        throw new UnsupportedOperationException("read-only");
    }

    @Override
    public boolean delete(String path) {
        throw new UnsupportedOperationException("read-only");
    }
}
