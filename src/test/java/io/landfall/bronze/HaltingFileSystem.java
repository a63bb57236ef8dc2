package io.landfall.bronze;

import io.landfall.bronze.spark.PlainLocalFileSystem;
import java.io.IOException;
import java.net.URI;
import java.util.regex.Pattern;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/**
 * The local file system of a process that dies just before, or just after, a file gets its final name: which is how Delta
 * commits, and how Spark writes checkpoints. Nothing is cleaned up, as when the machine is gone.
 */
public final class HaltingFileSystem extends PlainLocalFileSystem {
    /** A regular expression that the whole path has to match. */
    static final String BEFORE = "landfall.test.halt.before";

    static final String AFTER = "landfall.test.halt.after";
    static final int EXIT_CODE = 99;

    private Pattern before;
    private Pattern after;

    @Override
    public void initialize(URI name, Configuration conf) throws IOException {
        super.initialize(name, conf);
        before = Pattern.compile(conf.get(BEFORE, "nothing"));
        after = Pattern.compile(conf.get(AFTER, "nothing"));
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        haltAt(before, to);
        boolean renamed = super.rename(from, to);
        haltAt(after, to);
        return renamed;
    }

    private static void haltAt(Pattern pattern, Path file) {
        if (pattern.matcher(file.toUri().getPath()).matches()) {
            Runtime.getRuntime().halt(EXIT_CODE);
        }
    }
}
