package io.landfall.record;

import java.util.List;

/**
 * A raw record and how good it is.
 *
 * @param score 0..100
 * @param issues {@code field:rule}, never a value; empty for a perfect record
 */
public record ScoredRecord(RawRecord raw, int score, List<String> issues) {

    public Position position() {
        return raw.position();
    }

    /** Names the position only: content never prints. */
    @Override
    public String toString() {
        return "ScoredRecord[" + position() + ", " + score + "]";
    }
}
