package io.landfall.dedupe.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * The run directory of one store: a file for each run, and the manifest, the file {@code snapshot}, which says which runs belong
 * together and what else the store had at that moment. What came after the last manifest is gone when the directory is opened
 * again; the changelog has it. Files that the last manifest names stay until there is another.
 */
final class RunDirectory {
    private static final int FORMAT = 1;
    private static final String SNAPSHOT = "snapshot";
    private static final String RUN = ".run";

    private final Path directory;
    /** The files of the last manifest. */
    private Set<String> needed = Set.of();

    private final List<Path> discarded = new ArrayList<>();
    private long next;

    /**
     * What a manifest says: what a store was at a moment.
     *
     * @param changelog the offset of its changelog up to which it has everything
     * @param steps of stream time; empty if there were none
     * @param blocks that are in the changelog, and when the newest of each was seen
     * @param runs sizes of the runs by the names of their files, the oldest first
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Snapshot(long changelog, byte[] steps, Map<BlockKey, Long> blocks, Map<String, Integer> runs) {}

    /** Opens a directory; it is made if need be. */
    RunDirectory(Path directory) {
        this.directory = directory;
        try {
            Files.createDirectories(directory);
            try (Stream<Path> files = Files.list(directory)) {
                files.map(file -> file.getFileName().toString())
                        .filter(name -> name.endsWith(RUN))
                        .mapToLong(name -> Long.parseLong(name.substring(0, name.length() - RUN.length())))
                        .forEach(number -> next = Math.max(next, number + 1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file of a new run. */
    RunData create() {
        return RunData.InFile.create(directory.resolve(next++ + RUN));
    }

    /** The file of a run that the manifest names. */
    RunData open(String name) {
        return RunData.InFile.open(directory.resolve(name));
    }

    /** A run is not needed any more. */
    void discard(RunData run) {
        Path file = ((RunData.InFile) run).path();
        if (needed.contains(file.getFileName().toString())) {
            discarded.add(file);
        } else {
            RunData.InFile.delete(file);
        }
    }

    /** The file of a run. */
    static String name(Run run) {
        return ((RunData.InFile) run.data()).path().getFileName().toString();
    }

    /** What the last manifest says; empty if there is none, or if it cannot be used. */
    Optional<Snapshot> snapshot() {
        Path file = directory.resolve(SNAPSHOT);
        try {
            if (!Files.exists(file)) {
                return Optional.empty();
            }
            byte[] bytes = Files.readAllBytes(file);
            int length = bytes.length - Long.BYTES;
            if (length < 0 || ByteBuffer.wrap(bytes).getLong(length) != checksum(bytes, length)) {
                return Optional.empty();
            }
            return read(new DataInputStream(new ByteArrayInputStream(bytes, 0, length)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Snapshot> read(DataInputStream in) throws IOException {
        if (in.readInt() != FORMAT) {
            return Optional.empty();
        }
        long changelog = in.readLong();
        byte[] steps = in.readNBytes(in.readInt());
        Map<BlockKey, Long> blocks = new LinkedHashMap<>();
        for (int i = in.readInt(); i > 0; i--) {
            blocks.put(new BlockKey(in.readLong(), in.readLong()), in.readLong());
        }
        Map<String, Integer> runs = new LinkedHashMap<>();
        boolean whole = true;
        for (int i = in.readInt(); i > 0; i--) {
            String name = in.readUTF();
            int size = in.readInt();
            runs.put(name, size);
            Path file = directory.resolve(name);
            whole &= Files.exists(file) && Files.size(file) == (long) size * Entry.BYTES;
        }
        return whole ? Optional.of(new Snapshot(changelog, steps, blocks, runs)) : Optional.empty();
    }

    /** Puts a manifest in the place of the last one. */
    void save(Snapshot snapshot) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            write(snapshot, new DataOutputStream(bytes));
            int length = bytes.size();
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES)
                    .putLong(checksum(bytes.toByteArray(), length))
                    .array());
            Path written = directory.resolve(SNAPSHOT + ".new");
            try (FileChannel channel = FileChannel.open(
                    written,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.WRITE)) {
                ByteBuffer content = ByteBuffer.wrap(bytes.toByteArray());
                while (content.hasRemaining()) {
                    channel.write(content);
                }
                channel.force(true);
            }
            Files.move(written, directory.resolve(SNAPSHOT), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        needed = Set.copyOf(snapshot.runs().keySet());
        discarded.forEach(RunData.InFile::delete);
        discarded.clear();
    }

    private static void write(Snapshot snapshot, DataOutputStream out) throws IOException {
        out.writeInt(FORMAT);
        out.writeLong(snapshot.changelog());
        out.writeInt(snapshot.steps().length);
        out.write(snapshot.steps());
        out.writeInt(snapshot.blocks().size());
        for (Map.Entry<BlockKey, Long> block : snapshot.blocks().entrySet()) {
            out.writeLong(block.getKey().first());
            out.writeLong(block.getKey().last());
            out.writeLong(block.getValue());
        }
        out.writeInt(snapshot.runs().size());
        for (Map.Entry<String, Integer> run : snapshot.runs().entrySet()) {
            out.writeUTF(run.getKey());
            out.writeInt(run.getValue());
        }
    }

    private static long checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return crc.getValue();
    }

    /** Removes the files that a manifest does not name. */
    void keepOnly(Snapshot snapshot) {
        needed = Set.copyOf(snapshot.runs().keySet());
        keepOnly(file -> file.equals(SNAPSHOT) || snapshot.runs().containsKey(file));
    }

    /** Removes everything. */
    void clear() {
        keepOnly(file -> false);
    }

    private void keepOnly(Predicate<String> needed) {
        try (Stream<Path> files = Files.list(directory)) {
            files.filter(file -> !needed.test(file.getFileName().toString()))
                    .toList()
                    .forEach(RunData.InFile::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes the manifest: the store is to begin from nothing. */
    void forgetSnapshot() {
        needed = Set.of();
        RunData.InFile.delete(directory.resolve(SNAPSHOT));
    }
}
