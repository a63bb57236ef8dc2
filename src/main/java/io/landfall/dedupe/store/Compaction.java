package io.landfall.dedupe.store;

import java.nio.ByteBuffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A compaction makes one run of several, a little at a time: nobody waits for a large one. */
final class Compaction {
    private static final int BUFFERED = 256;

    private final List<Run> runs;
    private final Reader[] readers;
    private final RunWriter output;
    private final long horizon;

    /**
     * Begins a compaction.
     *
     * @param horizon what was seen before this time is left out
     */
    Compaction(List<Run> runs, RunWriter output, long horizon) {
        this.runs = runs;
        this.readers = runs.stream().map(Reader::new).toArray(Reader[]::new);
        this.output = output;
        this.horizon = horizon;
    }

    /** Its inputs. */
    List<Run> runs() {
        return runs;
    }

    /**
     * Goes on.
     *
     * @param entries to compact at the most
     * @return whether all are compacted
     */
    boolean advance(int entries) {
        for (int i = 0; i < entries; i++) {
            Reader next = next();
            if (next == null) {
                return true;
            }
            if (next.buffer.getLong(next.at + Entry.SEEN_AT) >= horizon) {
                output.add(next.buffer, next.at);
            }
            next.advance();
        }
        return next() == null;
    }

    /** Gives up, with all that is written so far. */
    void abandon() {
        output.abandon();
    }

    /** The one whose entry is next; null at the end. */
    private @Nullable Reader next() {
        Reader next = null;
        for (Reader reader : readers) {
            if (!reader.ended && (next == null || reader.order < next.order)) {
                next = reader;
            }
        }
        return next;
    }

    /** The run that was made. */
    Run end() {
        return output.end();
    }

    private static final class Reader {
        private final Run run;
        private final ByteBuffer buffer;
        private int read;
        private int at;
        private long order;
        private boolean ended;

        Reader(Run run) {
            this.run = run;
            this.buffer = ByteBuffer.allocate(Math.min(BUFFERED, run.size()) * Entry.BYTES);
            fill();
        }

        private void fill() {
            ended = read == run.size();
            if (!ended) {
                run.read(read, buffer);
                read += buffer.limit() / Entry.BYTES;
                at = 0;
                order = Entry.order(buffer.getLong(0));
            }
        }

        void advance() {
            at += Entry.BYTES;
            if (at == buffer.limit()) {
                fill();
            } else {
                order = Entry.order(buffer.getLong(at));
            }
        }
    }
}
