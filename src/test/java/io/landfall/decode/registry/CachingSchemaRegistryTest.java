package io.landfall.decode.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

class CachingSchemaRegistryTest {
    private static final RegisteredSchema KNOWN = new RegisteredSchema(7, Optional.of(Schema.create(Schema.Type.LONG)));

    private final AtomicInteger asked = new AtomicInteger();
    private final SettableClock clock = new SettableClock();
    private volatile boolean down;
    private volatile boolean known = true;

    private final SchemaRegistry delegate = new SchemaRegistry() {
        @Override
        public Optional<RegisteredSchema> byId(int id) {
            asked.incrementAndGet();
            if (down) {
                throw new RegistryUnavailableException("down");
            }
            return known ? Optional.of(KNOWN) : Optional.empty();
        }

        @Override
        public Optional<SubjectVersion> newest(String subject) {
            return Optional.empty();
        }

        @Override
        public OptionalInt version(String subject, int id) {
            asked.incrementAndGet();
            return OptionalInt.of(5);
        }
    };
    private final SchemaRegistry caching = new CachingSchemaRegistry(delegate, Duration.ofSeconds(30), clock);

    @Test
    void shouldAskForAnIdOnceHoweverManyThreadsWantIt() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch start = new CountDownLatch(1);
            List<Future<Optional<RegisteredSchema>>> answers = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                answers.add(threads.submit(() -> {
                    start.await();
                    return caching.byId(7);
                }));
            }
            start.countDown();
            for (Future<Optional<RegisteredSchema>> answer : answers) {
                assertThat(answer.get()).containsSame(KNOWN);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldBelieveNotKnownForAShortTimeOnly() {
        known = false;
        assertThat(caching.byId(7)).isEmpty();
        clock.now = clock.now.plusSeconds(29);
        assertThat(caching.byId(7)).isEmpty();
        assertThat(asked).hasValue(1);
        known = true;
        clock.now = clock.now.plusSeconds(2);
        assertThat(caching.byId(7)).contains(KNOWN);
    }

    @Test
    void shouldNotKeepAnOutage() {
        down = true;
        assertThatThrownBy(() -> caching.byId(7)).isInstanceOf(RegistryUnavailableException.class);
        down = false;
        assertThat(caching.byId(7)).contains(KNOWN);
    }

    @Test
    void shouldKeepVersions() {
        assertThat(caching.version("s", 7)).hasValue(5);
        assertThat(caching.version("s", 7)).hasValue(5);
        assertThat(asked).hasValue(1);
    }

    @Test
    void shouldGrowPausesUpToTheLongest() {
        RetryPolicy policy = new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(1), Duration.ofMinutes(1));
        assertThat(policy.pause(1, 1)).hasMillis(100);
        assertThat(policy.pause(1, 0)).hasMillis(50);
        assertThat(policy.pause(3, 1)).hasMillis(400);
        assertThat(policy.pause(99, 1)).hasMillis(1_000);
    }

    private static final class SettableClock extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
