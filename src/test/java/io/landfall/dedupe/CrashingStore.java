package io.landfall.dedupe;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** A store that knows what it held at the last commit, and what each key held since. */
class CrashingStore extends InMemoryPositions {
    private TreeMap<byte[], byte[]> committed = new TreeMap<>(Arrays::compareUnsigned);
    private final TreeMap<byte[], List<byte[]>> since = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public void put(byte[] key, byte[] value) {
        super.put(key, value);
        since.computeIfAbsent(key, any -> new ArrayList<>()).add(value);
    }

    @Override
    public void delete(byte[] key) {
        super.delete(key);
        since.computeIfAbsent(key, any -> new ArrayList<>()).add(null);
    }

    void commit() {
        committed = new TreeMap<>(entries);
        since.clear();
    }

    /** Exactly once: everything as at the last commit. */
    void restoreCommitted() {
        entries.clear();
        entries.putAll(committed);
        since.clear();
    }

    /** At least once: each key as at some moment from the last commit on. */
    void restoreAhead(Random random) {
        entries.clear();
        entries.putAll(committed);
        for (Map.Entry<byte[], List<byte[]>> key : since.entrySet()) {
            int writes = random.nextInt(key.getValue().size() + 1);
            if (writes > 0) {
                byte[] value = key.getValue().get(writes - 1);
                if (value == null) {
                    entries.remove(key.getKey());
                } else {
                    entries.put(key.getKey(), value);
                }
            }
        }
        // What was ahead before may not be undone by a second crash: the files on disk are what they are.
        committed = new TreeMap<>(entries);
        since.clear();
    }
}
