package io.landfall.dedupe;

import java.util.List;

/**
 * Where dedupe keeps what it accepted, local to one partition of one table: digests with the records accepted under them, and
 * the steps of stream time. Nothing in it holds content.
 */
public interface AcceptedPositions {
    /** The records accepted under a digest, in no order; those that have expired may be among them. Asked for every record. */
    List<Accepted> of(byte[] digest);

    /** Adds a record; the digest is not changed afterwards by either side. */
    void add(byte[] digest, Accepted accepted);

    /** The steps as last set; empty before that. */
    byte[] steps();

    /** Replaces the steps. */
    void steps(byte[] steps);

    /** Records that were seen before this time may be forgotten. */
    void forget(long horizon);

    /** Whatever was added is about to be committed: by then it has to be where a restart finds it. */
    void flush();

    /** All that was there at the last {@link #flush} is committed. */
    void committed();
}
