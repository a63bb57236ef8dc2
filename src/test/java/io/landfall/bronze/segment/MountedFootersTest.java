package io.landfall.bronze.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.landfall.bronze.BronzeOnSpark;
import io.landfall.bronze.Segments;
import io.landfall.landing.segment.SegmentFooter;
import io.landfall.landing.segment.Shard;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MountedFootersTest {
    private static final Shard SHARD = new Shard("orders", 1, "shop.orders", 0);

    @TempDir
    Path folder;

    private Path segment;

    @BeforeEach
    void land() {
        Schema schema = BronzeOnSpark.ORDERS;
        segment = folder.resolve(new Segments(folder)
                .land(SHARD, 0, 10, schema, BronzeOnSpark::order)
                .path());
    }

    @Test
    void shouldReadWhatHadoopReads() throws IOException {
        assertThat(new MountedFooters().read(segment.toString()))
                .isEqualTo(new HadoopFooters(new Configuration(false)).read(segment.toString()))
                .satisfies(footer ->
                        assertThat(SegmentFooter.fromFooter(footer).end()).isEqualTo(10));
    }

    @Test
    void shouldRefuseWhatIsNoParquetFile() throws IOException {
        byte[] bytes = Files.readAllBytes(segment);
        for (int length : new int[] {0, 7, 8, bytes.length - 1, bytes.length / 2}) {
            Files.write(segment, Arrays.copyOf(bytes, length));
            assertThatThrownBy(() -> new MountedFooters().read(segment.toString()))
                    .as("of %s bytes", length)
                    .isInstanceOf(IOException.class);
        }
    }
}
