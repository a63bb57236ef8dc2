package io.landfall.landing.parquet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChunkedBufferTest {
    @Test
    void shouldHoldLittleMoreThanWasWritten() {
        ChunkedBuffer chunks = new ChunkedBuffer();
        byte[] row = new byte[331];
        for (int i = 0; i < 20_000; i++) {
            chunks.write(row, 0, row.length);
            assertThat(chunks.held()).isBetween(chunks.length(), chunks.length() * 5 / 4 + 1024);
        }
        assertThat(chunks.length()).isEqualTo(20_000L * row.length);
    }

    @Test
    void shouldGiveAwayWhatWasWrittenInOrder() {
        ChunkedBuffer chunks = new ChunkedBuffer();
        List<ByteBuffer> taken = new ArrayList<>();
        byte[] long3 = new byte[3 << 20];
        for (int i = 0; i < long3.length; i++) {
            long3[i] = (byte) (i * 31);
        }
        chunks.write(7);
        chunks.write(long3, 0, long3.length);
        taken.addAll(chunks.takeFull());
        assertThat(taken).isNotEmpty();
        assertThat(chunks.full()).isZero();
        chunks.write(long3, 5, 100_000);
        taken.addAll(chunks.takeAll());
        assertThat(chunks.held()).isZero();

        ByteBuffer all = ByteBuffer.allocate((int) chunks.length());
        taken.forEach(all::put);
        assertThat(all.remaining()).isZero();
        ByteBuffer expected =
                ByteBuffer.allocate(all.capacity()).put((byte) 7).put(long3).put(long3, 5, 100_000);
        assertThat(all.flip()).isEqualTo(expected.flip());
    }
}
