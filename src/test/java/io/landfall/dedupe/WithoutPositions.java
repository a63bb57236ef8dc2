package io.landfall.dedupe;

import java.util.List;

/** Remembers times only, as if every entry had come first: what dedupe would be without positions. */
public final class WithoutPositions extends DelegatingPositions {

    public WithoutPositions(AcceptedPositions store) {
        super(store);
    }

    @Override
    public List<Accepted> of(byte[] digest) {
        return super.of(digest).stream()
                .map(entry -> new Accepted(0, entry.time(), entry.seenAt()))
                .toList();
    }
}
