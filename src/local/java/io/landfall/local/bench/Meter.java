package io.landfall.local.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.InvocationTargetException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Set;
import javax.management.ObjectName;

/**
 * Runs another main class and writes down, fifty times a second, what the process has used so far. It knows nothing of the
 * program; whoever reads the samples decides which of them are the beginning and the end of the work.
 */
public final class Meter {
    private static final long PAUSE_MILLIS = 20;
    /** Now and then: a second. */
    private static final int SAMPLES_BETWEEN_LOOKS = 50;

    private static final Path STATUS = Path.of("/proc/self/status");

    private final FileChannel file;
    private final KafkaProgress kafka;
    private final Allocation allocation = Allocation.start();
    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ByteBuffer buffer = ByteBuffer.allocate(Sample.BYTES);
    private Set<ObjectName> threads = Set.of();
    private long samples;
    private long consumed;
    private long peakRss;

    private Meter(Path file, String topic) throws IOException {
        this.file = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        this.kafka = new KafkaProgress(topic);
    }

    /** The arguments are the file for the samples, the topic, the main class, and the arguments of that. */
    public static void main(String[] args) throws Throwable {
        Meter meter = new Meter(Path.of(args[0]), args[1]);
        Thread thread = new Thread(meter::run, "meter");
        thread.setDaemon(true);
        thread.start();
        try {
            Class.forName(args[2]).getMethod("main", String[].class).invoke(null, (Object)
                    Arrays.copyOfRange(args, 3, args.length));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        meter.sample();
    }

    private void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                sample();
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void sample() {
        boolean looks = samples++ % SAMPLES_BETWEEN_LOOKS == 0;
        if (looks) {
            threads = kafka.threads();
            peakRss = peakRss();
        }
        if (looks || consumed == 0) {
            consumed = Math.max(consumed, kafka.consumed());
        }
        Sample sample = new Sample(
                ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()),
                system.getProcessCpuTime(),
                allocation.bytes(),
                peakRss,
                consumed,
                kafka.processed(threads));
        write(sample);
    }

    private void write(Sample sample) {
        buffer.clear();
        sample.writeTo(buffer);
        buffer.flip();
        try {
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write a sample", e);
        }
    }

    private static long peakRss() {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                    .findFirst()
                    .orElse(0);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + STATUS, e);
        }
    }
}
