package io.landfall.local.demo;

import io.landfall.local.stack.FolderLock;
import io.landfall.local.stack.Folders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The one folder where a demo keeps everything.
 *
 * @param root absolute
 */
record StateFolder(Path root) {
    /** The schema of the bronze tables. */
    static final String SCHEMA = "demo";

    private static final int KEY_BYTES = 32;

    static StateFolder at(Path folder) {
        return new StateFolder(Folders.create(folder));
    }

    /** Servers' state, and all logs. */
    Path stack() {
        return root.resolve("stack");
    }

    Path config(String application) {
        return root.resolve(application + ".yaml");
    }

    Path journal() {
        return root.resolve("journal.json");
    }

    Path streams() {
        return root.resolve("streams");
    }

    Path checkpoints() {
        return root.resolve("checkpoints");
    }

    Path warehouse() {
        return root.resolve("warehouse");
    }

    /** The folder of the bronze tables. */
    Path tables() {
        return warehouse().resolve(SCHEMA);
    }

    /** A file with a key, made at the first run: 32 bytes, Base64. */
    Path keyFile() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return secretFile("demo.key", Base64.getEncoder().encodeToString(key));
    }

    /** A file with a secret that stays as it was first written. */
    Path secretFile(String name, String content) {
        return firstWritten("keys", name, content);
    }

    /** What was first fed to a table; from now on this, if nothing was. */
    String firstFed(String table, String fingerprint) {
        Path file = firstWritten("fed", table, fingerprint);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private Path firstWritten(String folder, String name, String content) {
        Path file = Folders.create(root.resolve(folder)).resolve(name);
        try {
            if (!Files.exists(file)) {
                Files.writeString(file, content);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    /**
     * Makes sure that no other process uses the folder.
     *
     * @throws IllegalStateException if one does
     */
    FolderLock lock() {
        return FolderLock.of(root, "another demo");
    }
}
