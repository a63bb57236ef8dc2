package io.landfall.topology;

import io.landfall.privacy.QuarantineSealer;
import io.landfall.record.Outcome;
import io.landfall.record.SourceRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Hosts a stage. What passes goes to the next node; what ends goes straight to the table's land node, which accounts for
 * it.
 *
 * @param <I> what the stage takes
 * @param <O> what it makes of a record that passes
 */
final class StageProcessor<I, O> implements Processor<byte[], I, byte[], Object> {

    /** A stage of one task. */
    @FunctionalInterface
    interface Stage<I, O> {
        Outcome<O> apply(Record<byte[], I> input);

        /** The task was closed. */
        default void close() {}
    }

    /** Makes a task's stage, when its first record comes: by then all nodes of the task are initialised. */
    @FunctionalInterface
    interface Opening<I, O> {
        Stage<I, O> open(ProcessorContext<byte[], Object> context);
    }

    /** Gives the record as it came, for quarantine. */
    @FunctionalInterface
    interface Source<I> {
        SourceRecord of(Record<byte[], I> input, RecordMetadata metadata);
    }

    private final Opening<I, O> opening;
    private final Source<I> source;
    private final QuarantineSealer sealer;
    private final String next;
    private final String land;
    private ProcessorContext<byte[], Object> context;
    private @Nullable Stage<I, O> stage;

    StageProcessor(Opening<I, O> opening, Source<I> source, QuarantineSealer sealer, String next, String land) {
        this.opening = opening;
        this.source = source;
        this.sealer = sealer;
        this.next = next;
        this.land = land;
    }

    @Override
    public void init(ProcessorContext<byte[], Object> processorContext) {
        context = processorContext;
        stage = null;
    }

    @Override
    public void process(Record<byte[], I> input) {
        if (stage == null) {
            stage = opening.open(context);
        }
        Outcome<O> outcome = apply(stage, input);
        if (outcome instanceof Outcome.Passed<O> passed) {
            context.forward(input.withValue((Object) passed.record()), next);
        } else {
            context.forward(input.withValue((Object) ended(outcome, input)), land);
        }
    }

    @Override
    public void close() {
        if (stage != null) {
            stage.close();
            stage = null;
        }
    }

    private static <I, O> Outcome<O> apply(Stage<I, O> stage, Record<byte[], I> input) {
        try {
            return stage.apply(input);
        } catch (RuntimeException e) {
            throw RecordFailedException.of(e);
        }
    }

    private Arrival ended(Outcome<O> outcome, Record<byte[], I> input) {
        if (outcome instanceof Outcome.Duplicate<O> duplicate) {
            return new Arrival.Duplicate(duplicate.position().offset());
        }
        if (outcome instanceof Outcome.Skipped<O> skipped) {
            return new Arrival.Skipped(skipped.position().offset());
        }
        Outcome.Quarantined<O> poison = (Outcome.Quarantined<O>) outcome;
        SourceRecord record = source.of(input, context.recordMetadata().orElseThrow());
        return new Arrival.Quarantined(sealer.seal(record, poison.reason(), poison.message()));
    }
}
