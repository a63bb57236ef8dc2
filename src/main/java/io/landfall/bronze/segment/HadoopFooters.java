package io.landfall.bronze.segment;

import java.io.IOException;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * Footers of files in any store that Hadoop knows.
 *
 * @param conf how to reach it
 */
record HadoopFooters(Configuration conf) implements Footers {

    @Override
    public Map<String, String> read(String file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(HadoopInputFile.fromPath(new Path(file), conf))) {
            return reader.getFileMetaData().getKeyValueMetaData();
        }
    }
}
