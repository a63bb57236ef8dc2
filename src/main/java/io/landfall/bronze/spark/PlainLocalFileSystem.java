package io.landfall.bronze.spark;

import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system without what makes Hadoop's slow on a laptop: for each file it writes, Hadoop starts a process
 * to set permissions that are the default anyway, and writes a second file with a checksum. Made by Hadoop, by name.
 */
public class PlainLocalFileSystem extends LocalFileSystem {

    /** For Hadoop. */
    public PlainLocalFileSystem() {
        super(new WithoutPermissions());
        setWriteChecksum(false);
        setVerifyChecksum(false);
    }

    private static final class WithoutPermissions extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) {
            // The process's umask has decided.
        }
    }
}
