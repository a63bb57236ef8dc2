package io.landfall.bronze;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/** Reads what segments say about themselves, which Spark keeps to itself. */
final class SegmentFooters {
    private SegmentFooters() {}

    /** The key-value metadata of a Parquet file. */
    static Map<String, String> read(Configuration conf, Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(file, conf))) {
            return reader.getFileMetaData().getKeyValueMetaData();
        }
    }
}
