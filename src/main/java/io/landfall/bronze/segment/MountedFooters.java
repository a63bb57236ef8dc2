package io.landfall.bronze.segment;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.Util;

/**
 * Footers of files that this machine sees in its file system, such as those of a volume below {@code /Volumes}. A Parquet
 * file ends with its metadata (Thrift, compact protocol), their length in four bytes, little-endian, and {@code PAR1}.
 *
 * @see <a href="https://parquet.apache.org/docs/file-format/">Parquet's file format</a>
 */
record MountedFooters() implements Footers {
    private static final int TAIL = 8;
    private static final int MAGIC = ByteBuffer.wrap(new byte[] {'P', 'A', 'R', '1'})
            .order(ByteOrder.LITTLE_ENDIAN)
            .getInt();

    @Override
    public Map<String, String> read(String file) throws IOException {
        try (FileChannel channel = FileChannel.open(Path.of(file))) {
            long end = channel.size() - TAIL;
            ByteBuffer tail = bytes(channel, end, TAIL).order(ByteOrder.LITTLE_ENDIAN);
            int length = tail.getInt();
            if (tail.getInt() != MAGIC || length < 0 || length > end) {
                throw new IOException("no Parquet file");
            }
            return metadata(bytes(channel, end - length, length).array());
        }
    }

    private static Map<String, String> metadata(byte[] footer) throws IOException {
        FileMetaData metadata = Util.readFileMetaData(new ByteArrayInputStream(footer));
        Map<String, String> values = new HashMap<>();
        if (metadata.isSetKey_value_metadata()) {
            metadata.getKey_value_metadata().forEach(pair -> values.put(pair.getKey(), pair.getValue()));
        }
        return values;
    }

    private static ByteBuffer bytes(FileChannel channel, long from, int length) throws IOException {
        if (from < 0) {
            throw new IOException("no Parquet file");
        }
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes, from + bytes.position()) < 0) {
                throw new EOFException("the file became shorter");
            }
        }
        return bytes.flip();
    }
}
