package io.landfall.local.bench;

import io.landfall.local.bench.LandfallService.Stage;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Who is measured. */
enum Contender {
    LIMIT("consumer, Avro, Parquet, nothing else", false),
    LANDFALL_LAND("decode, hash, metadata, land exactly once", false),
    LANDFALL_DEDUPE("and dedupe", true),
    LANDFALL_SCORE("and score", true),
    LANDFALL("and protect: all stages", true),
    SPARK("Structured Streaming: the same as landfall", true),
    CONNECT("Connect, Iceberg's sink: decode and write", false);

    /** Whom {@link #LANDFALL} is compared with. */
    static final List<Contender> PEERS = List.of(SPARK, LIMIT, CONNECT);

    private final String does;
    private final boolean dedupes;

    Contender(String does, boolean dedupes) {
        this.does = does;
        this.dedupes = dedupes;
    }

    /** As given on the command line. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What it does, in a few words. */
    String does() {
        return does;
    }

    private Contestant subject() {
        return switch (this) {
            case LIMIT -> new Limit();
            case LANDFALL_LAND -> new LandfallService(Set.of());
            case LANDFALL_DEDUPE -> new LandfallService(EnumSet.of(Stage.DEDUPE));
            case LANDFALL_SCORE -> new LandfallService(EnumSet.of(Stage.DEDUPE, Stage.SCORE));
            case LANDFALL -> new LandfallService(EnumSet.allOf(Stage.class));
            case SPARK -> new SparkJob();
            case CONNECT -> new ConnectWorker();
        };
    }

    long expectedRows(BenchTopic topic) {
        return dedupes ? topic.unique() : topic.records();
    }

    /**
     * Runs it and checks what it wrote.
     *
     * @throws BenchException if it failed, or did not write exactly the rows it should have
     */
    Measurement measure(ContestantRun run) {
        Output output = subject().run(run);
        if (output.rows() != expectedRows(run.topic())) {
            throw new BenchException("it wrote " + output.rows() + " rows instead of " + expectedRows(run.topic()));
        }
        return Measurement.of(run.topic(), run.samples(), output);
    }

    /** {@link #label()}: what the command line's parser compares. */
    @Override
    public String toString() {
        return label();
    }
}
