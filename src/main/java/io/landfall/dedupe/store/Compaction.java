package io.landfall.dedupe.store;

import java.nio.ByteBuffer;
import java.util.List;

/** Makes one run of several, a little at a time: nobody waits for a large one. */
final class Compaction {
    private static final int BUFFERED = 256;

    private final List<Run> runs;
    private final Reader[] readers;
    private final RunWriter merged;
    private final long horizon;

    /**
     * Begins a merge.
     *
     * @param horizon what was seen before this time is left out
     */
    Compaction(List<Run> runs, RunWriter merged, long horizon) {
        this.runs = runs;
        this.readers = runs.stream().map(Reader::new).toArray(Reader[]::new);
        this.merged = merged;
        this.horizon = horizon;
    }

    /** Those that it makes one of. */
    List<Run> runs() {
        return runs;
    }

    /**
     * Goes on.
     *
     * @param entries to merge at the most
     * @return whether all are merged
     */
    boolean advance(int entries) {
        for (int i = 0; i < entries; i++) {
            Reader next = next();
            if (next == null) {
                return true;
            }
            if (next.buffer.getLong(next.at + Entry.SEEN_AT) >= horizon) {
                merged.add(next.buffer, next.at);
            }
            next.advance();
        }
        return next() == null;
    }

    /** Nobody waits for it any more. */
    void abandon() {
        merged.abandon();
    }

    private Reader next() {
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
        return merged.end();
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
