package io.landfall.dedupe;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A store that tests can copy and look into. */
class InMemoryPositions implements AcceptedPositions {
    final TreeMap<byte[], byte[]> entries = new TreeMap<>(Arrays::compareUnsigned);
    int scans;

    @Override
    public byte[] get(byte[] key) {
        return entries.get(key);
    }

    @Override
    public void put(byte[] key, byte[] value) {
        entries.put(key, value);
    }

    @Override
    public void delete(byte[] key) {
        entries.remove(key);
    }

    @Override
    public void scan(byte[] from, byte[] to, Visitor visitor) {
        scans++;
        for (Map.Entry<byte[], byte[]> entry :
                List.copyOf(entries.subMap(from, true, to, true).entrySet())) {
            if (!visitor.visit(entry.getKey(), entry.getValue())) {
                return;
            }
        }
    }

    @Override
    public long approximateSize() {
        return entries.size();
    }
}
