package io.landfall.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;

/**
 * What a contender has left in its output folder.
 *
 * @param rows in all Parquet files, by their footers, or as the table has them
 * @param bytes of all Parquet files
 * @param files how many Parquet files there are
 * @param lastWriteMicros when anything was last written to the folder, its own records of what it wrote included
 */
record Output(long rows, long bytes, int files, long lastWriteMicros) {

    static Output of(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.filter(Files::isRegularFile).toList();
            List<Path> parquet = all.stream()
                    .filter(file -> file.toString().endsWith(".parquet"))
                    .filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
            long rows = 0;
            long bytes = 0;
            for (Path file : parquet) {
                rows += rows(file);
                bytes += Files.size(file);
            }
            Instant last = Instant.EPOCH;
            for (Path file : all) {
                FileTime written = Files.getLastModifiedTime(file);
                last = written.toInstant().isAfter(last) ? written.toInstant() : last;
            }
            return new Output(rows, bytes, parquet.size(), ChronoUnit.MICROS.between(Instant.EPOCH, last));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read what is in " + folder, e);
        }
    }

    /** The same, but for its rows: of a table that does not consist of all files in its folder. */
    Output withRows(long counted) {
        return new Output(counted, bytes, files, lastWriteMicros);
    }

    private static long rows(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            return reader.getRecordCount();
        } catch (RuntimeException e) {
            throw new BenchException("it left " + file + ", which cannot be read: " + e.getMessage());
        }
    }
}
