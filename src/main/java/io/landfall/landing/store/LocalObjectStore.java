package io.landfall.landing.store;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * A landing area in a local directory. A hard link is what makes a write create-only and atomic; an object's metadata is
 * a hidden file beside it, which appears after the object: without it an object counts as somebody else's, which is safe.
 */
public final class LocalObjectStore implements ObjectStore {
    private final Path root;
    private final AtomicLong temporary = new AtomicLong();

    public LocalObjectStore(Path root) {
        this.root = root.toAbsolutePath().normalize();
    }

    @Override
    public CreateResult create(String path, List<ByteBuffer> content, Map<String, String> metadata) {
        PartedWrite write = begin(path, metadata);
        try {
            return write.complete(content);
        } finally {
            write.abort();
        }
    }

    @Override
    public PartedWrite begin(String path, Map<String, String> metadata) {
        Path target = root.resolve(path);
        Path attempt = target.resolveSibling("." + target.getFileName() + "."
                + ProcessHandle.current().pid() + "-" + temporary.incrementAndGet() + ".tmp");
        return new FileWrite(target, attempt, metadata);
    }

    private static final class FileWrite implements PartedWrite {
        private final Path target;
        private final Path attempt;
        private final Path sidecarAttempt;
        private final Map<String, String> metadata;
        private long length;

        FileWrite(Path target, Path attempt, Map<String, String> metadata) {
            this.target = target;
            this.attempt = attempt;
            this.sidecarAttempt = attempt.resolveSibling(attempt.getFileName() + ".metadata");
            this.metadata = metadata;
        }

        @Override
        public void part(List<ByteBuffer> content) {
            try {
                length = write(content);
            } catch (IOException e) {
                throw new StoreException("cannot write " + attempt, e);
            }
        }

        private long write(List<ByteBuffer> content) throws IOException {
            Files.createDirectories(target.getParent());
            long end = length;
            try (FileChannel channel = FileChannel.open(attempt, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                for (ByteBuffer buffer : content) {
                    ByteBuffer view = buffer.duplicate();
                    while (view.hasRemaining()) {
                        end += channel.write(view, end);
                    }
                }
                channel.force(true);
            }
            return end;
        }

        @Override
        public CreateResult complete(List<ByteBuffer> last) {
            try {
                write(last);
                writeMetadata(sidecarAttempt, metadata);
                Files.createLink(target, attempt);
                Files.move(sidecarAttempt, sidecar(target), StandardCopyOption.ATOMIC_MOVE);
                deleteQuietly(attempt);
                return new CreateResult.Created();
            } catch (FileAlreadyExistsException e) {
                return new CreateResult.Exists();
            } catch (IOException e) {
                return new CreateResult.Unknown(e);
            }
        }

        @Override
        public void abort() {
            deleteQuietly(attempt);
            deleteQuietly(sidecarAttempt);
        }
    }

    private static void writeMetadata(Path file, Map<String, String> metadata) throws IOException {
        Properties properties = new Properties();
        properties.putAll(metadata);
        StringWriter text = new StringWriter();
        properties.store(text, null);
        Files.writeString(file, text.toString());
    }

    private static Path sidecar(Path target) {
        return target.resolveSibling("." + target.getFileName() + ".metadata");
    }

    private static void deleteQuietly(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // A leftover temporary file is hidden and harmless.
        }
    }

    /** Removes an object that is no segment; not a part of the protocol, which removes nothing. */
    public void remove(String path) {
        Path target = root.resolve(path);
        try {
            Files.deleteIfExists(sidecar(target));
            Files.delete(target);
        } catch (IOException e) {
            throw new StoreException("cannot remove " + target, e);
        }
    }

    @Override
    public Optional<Stored> head(String path) {
        Path target = root.resolve(path);
        try {
            long size = Files.size(target);
            Map<String, String> metadata = new TreeMap<>();
            Path sidecar = sidecar(target);
            if (Files.exists(sidecar)) {
                Properties properties = new Properties();
                properties.load(new StringReader(Files.readString(sidecar)));
                properties.stringPropertyNames().forEach(name -> metadata.put(name, properties.getProperty(name)));
            }
            return Optional.of(new Stored(size, metadata));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("cannot look up " + target, e);
        }
    }

    @Override
    public byte[] read(String path, long position, int length) {
        try (FileChannel channel = FileChannel.open(root.resolve(path))) {
            ByteBuffer buffer = ByteBuffer.allocate((int) Math.max(0, Math.min(length, channel.size() - position)));
            while (buffer.hasRemaining()) {
                if (channel.read(buffer, position + buffer.position()) < 0) {
                    break;
                }
            }
            return buffer.array();
        } catch (IOException e) {
            throw new StoreException("cannot read " + root.resolve(path), e);
        }
    }

    @Override
    public List<String> list(String prefix, String after, int max) {
        Path folder = root.resolve(prefix.substring(0, prefix.lastIndexOf('/') + 1));
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<String> found = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new Listing(path -> {
                if (path.startsWith(prefix) && path.compareTo(after) > 0) {
                    found.add(path);
                }
            }));
        } catch (IOException e) {
            throw new StoreException("cannot list " + folder, e);
        }
        return found.stream().sorted().limit(max).toList();
    }

    /** Shows files that are not hidden; passes over those, such as temporary ones, that are removed meanwhile. */
    private final class Listing extends SimpleFileVisitor<Path> {
        private final Consumer<String> paths;

        Listing(Consumer<String> paths) {
            this.paths = paths;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (Files.isRegularFile(file) && !file.getFileName().toString().startsWith(".")) {
                paths.accept(root.relativize(file).toString());
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    @Override
    public String location() {
        return root.toUri().toString();
    }

    @Override
    public void close() {}
}
