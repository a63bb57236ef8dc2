package io.landfall.violations.landing;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Date;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

@SuppressWarnings({"JavaUtilDate", "JavaTimeDefaultTimeZone", "UnnecessaryLambda"})
class Arbitrary {
    Clock systemClock() {
        return Clock.systemUTC();
    }

    Clock tickingClock(ZoneId zone) {
        return Clock.tickSeconds(zone);
    }

    Instant instant() {
        return Instant.now();
    }

    Supplier<Instant> instantByReference() {
        return Instant::now;
    }

    LocalDate today(ZoneId zone) {
        return LocalDate.now(zone);
    }

    long millis() {
        return System.currentTimeMillis();
    }

    Date date() {
        return new Date();
    }

    UUID uuid() {
        return UUID.randomUUID();
    }

    double math() {
        return Math.random();
    }

    Random random() {
        return new Random();
    }

    Random ofThread() {
        return ThreadLocalRandom.current();
    }

    Random secure() {
        return new SecureRandom();
    }
}
