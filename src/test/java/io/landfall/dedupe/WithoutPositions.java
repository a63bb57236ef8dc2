package io.landfall.dedupe;

/** Remembers times only, as if every entry had come first: what dedupe would be without positions. */
public final class WithoutPositions extends DelegatingPositions {

    public WithoutPositions(AcceptedPositions store) {
        super(store);
    }

    @Override
    public byte[] get(byte[] key) {
        byte[] value = super.get(key);
        return value == null || key.length == 1
                ? value
                : new AcceptedCodec()
                        .encode(AcceptedCodec.decode(value).stream()
                                .map(entry -> new Accepted(0, entry.time(), entry.seenAt()))
                                .toList());
    }
}
