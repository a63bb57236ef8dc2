package io.landfall.decode.registry;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/** Answers by key. Threads that want the same answer at the same time share one question. */
final class AnswerCache<K, V> {
    /** Garbage can name any id: more than this many unknown ones are forgotten early rather than kept. */
    private static final int MAX_UNKNOWN = 10_000;

    private final Map<K, V> known = new ConcurrentHashMap<>();
    private final Map<K, Instant> unknownUntil = new ConcurrentHashMap<>();
    private final Map<K, CompletableFuture<Optional<V>>> asking = new ConcurrentHashMap<>();
    private final Duration unknownFor;
    private final Clock clock;

    AnswerCache(Duration unknownFor, Clock clock) {
        this.unknownFor = unknownFor;
        this.clock = clock;
    }

    /** Keeps a value, and returns the one that was there first. */
    V put(K key, V value) {
        V first = known.putIfAbsent(key, value);
        unknownUntil.remove(key);
        return first == null ? value : first;
    }

    Optional<V> get(K key, Supplier<Optional<V>> question) {
        while (true) {
            V value = known.get(key);
            if (value != null) {
                return Optional.of(value);
            }
            Instant until = unknownUntil.get(key);
            if (until != null && clock.instant().isBefore(until)) {
                return Optional.empty();
            }
            CompletableFuture<Optional<V>> mine = new CompletableFuture<>();
            CompletableFuture<Optional<V>> other = asking.putIfAbsent(key, mine);
            if (other == null) {
                return ask(key, question, mine);
            }
            try {
                return other.get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof RegistryRefusedException refused) {
                    throw refused;
                }
                // The asking thread gave up or was interrupted: that is its own affair, so this one asks.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new RegistryUnavailableException("interrupted while waiting for the schema registry", e);
            }
        }
    }

    private Optional<V> ask(K key, Supplier<Optional<V>> question, CompletableFuture<Optional<V>> waiting) {
        try {
            V arrived = known.get(key); // another thread may have finished between the look-up and our turn
            Optional<V> answer = arrived != null ? Optional.of(arrived) : question.get();
            answer.ifPresentOrElse(value -> put(key, value), () -> remember(key));
            waiting.complete(answer);
            return answer;
        } catch (RuntimeException | Error e) {
            waiting.completeExceptionally(e);
            throw e;
        } finally {
            asking.remove(key, waiting);
        }
    }

    private void remember(K unknown) {
        if (unknownUntil.size() >= MAX_UNKNOWN) {
            unknownUntil.clear();
        }
        unknownUntil.put(unknown, clock.instant().plus(unknownFor));
    }
}
