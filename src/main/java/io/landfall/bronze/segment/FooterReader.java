package io.landfall.bronze.segment;

import io.landfall.bronze.spark.SparkFailures;
import io.landfall.landing.segment.SegmentFooter;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the footers of many segments side by side: each is one or two requests, and waits most of its time.
 *
 * @param footers reads one
 */
public record FooterReader(Footers footers) {
    private static final Logger LOG = LoggerFactory.getLogger(FooterReader.class);
    private static final int AT_ONCE = 16;

    /** The footers of those files that are segments. What is in the way of the others is for {@code reconcile} to say. */
    public List<SegmentFooter> read(List<String> files) {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<Optional<SegmentFooter>>> reading = new ArrayList<>();
            files.forEach(file -> reading.add(threads.submit(() -> read(file))));
            List<SegmentFooter> found = new ArrayList<>();
            for (Future<Optional<SegmentFooter>> footer : reading) {
                footer.get().ifPresent(found::add);
            }
            return found;
        } catch (ExecutionException e) {
            throw new IllegalStateException("a footer could not be read", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while reading footers", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private Optional<SegmentFooter> read(String file) {
        try {
            return Optional.of(SegmentFooter.fromFooter(footers.read(file)));
        } catch (IOException | RuntimeException e) {
            LOG.warn("{} is passed over, for it is no readable segment: {}", file, SparkFailures.message(e));
            return Optional.empty();
        }
    }
}
