package io.landfall.local.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What a measured process knew of itself at one moment; all but the moment since it began.
 *
 * @param micros the moment, microseconds since the epoch
 * @param cpuNanos CPU time of all its threads
 * @param allocated bytes allocated on the heap
 * @param peakRssBytes the most memory it has had; 0 where the system does not say
 * @param consumed records that its Kafka consumers have handed out; counted now and then only
 * @param processed records that Kafka Streams has processed; 0 without Kafka Streams
 */
record Sample(long micros, long cpuNanos, long allocated, long peakRssBytes, long consumed, long processed) {
    static final int BYTES = 6 * Long.BYTES;

    private static final Sample NONE = new Sample(0, 0, 0, 0, 0, 0);

    void writeTo(ByteBuffer buffer) {
        buffer.putLong(micros)
                .putLong(cpuNanos)
                .putLong(allocated)
                .putLong(peakRssBytes)
                .putLong(consumed)
                .putLong(processed);
    }

    private static Sample of(ByteBuffer buffer) {
        return new Sample(
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong(),
                buffer.getLong());
    }

    /** The newest that a process has written; all zeros if it has not begun. */
    static Sample last(Path file) {
        try {
            if (!Files.exists(file)) {
                return NONE;
            }
            try (FileChannel channel = FileChannel.open(file)) {
                long whole = channel.size() / BYTES;
                ByteBuffer buffer = ByteBuffer.allocate(BYTES);
                while (whole > 0 && buffer.hasRemaining()) {
                    channel.read(buffer, (whole - 1) * BYTES + buffer.position());
                }
                return whole == 0 ? NONE : of(buffer.flip());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** All that a process has written so far; none if it has not begun. */
    static List<Sample> read(Path file) {
        try {
            ByteBuffer buffer = ByteBuffer.wrap(Files.exists(file) ? Files.readAllBytes(file) : new byte[0]);
            List<Sample> samples = new ArrayList<>();
            while (buffer.remaining() >= BYTES) {
                samples.add(of(buffer));
            }
            return samples;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
