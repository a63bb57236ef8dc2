package io.landfall.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The commit that is built. */
public final class Commit {
    private static final int DIGITS = 15;

    private Commit() {}

    /** A number of its own for each commit, below the bound; 0 where this is no checkout. */
    public static long seed(long bound) {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD")
                    .directory(Path.of("").toAbsolutePath().toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String id = new String(git.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            return git.waitFor() == 0 && id.length() >= DIGITS
                    ? Long.parseLong(id.substring(0, DIGITS), 16) % bound
                    : 0;
        } catch (IOException e) {
            return 0; // no git
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }
}
