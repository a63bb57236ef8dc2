package io.landfall.dedupe;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * RocksDB for dedupe: most keys that are looked up are not there, which a Bloom filter answers without reading. One
 * block cache and one budget of write buffers for all stores of the process: a thousand partitions need no more native
 * memory than one. Kafka Streams makes an instance per store by reflection.
 */
public final class DedupeRocksDb implements RocksDBConfigSetter {
    private static final long WRITE_BUFFERS = 64L << 20;
    private static final long CACHE = 128L << 20;
    /**
     * Keys are random, so an insert into a large memtable waits for main memory at each step; one of this size stays in the
     * processor's cache.
     */
    private static final long WRITE_BUFFER = 1L << 20;
    /**
     * A store's first entry takes a block of its own from the budget of write buffers. With RocksDB's default of a megabyte, some
     * sixty stores would use it up, and then each write flushes some other store's few entries.
     */
    private static final long ARENA_BLOCK = 16L << 10;

    /**
     * Sorted runs before some are merged: memtables are small and most keys are never asked for, so merging as seldom as this costs
     * half as much, and a question still asks only the runs whose Bloom filter has the key.
     */
    private static final int RUNS = 10;

    private static final double BITS_PER_KEY = 10;

    /** Native objects that live as long as the process does. */
    private static final class Shared {
        static final Cache CACHE;
        static final WriteBufferManager WRITE_BUFFERS;
        static final BloomFilter BLOOM_FILTER;

        static {
            RocksDB.loadLibrary();
            CACHE = new LRUCache(DedupeRocksDb.CACHE);
            WRITE_BUFFERS = new WriteBufferManager(DedupeRocksDb.WRITE_BUFFERS, CACHE);
            BLOOM_FILTER = new BloomFilter(BITS_PER_KEY);
        }
    }

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        BlockBasedTableConfig table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(Shared.CACHE);
        table.setFilterPolicy(Shared.BLOOM_FILTER);
        table.setCacheIndexAndFilterBlocks(true);
        table.setCacheIndexAndFilterBlocksWithHighPriority(true);
        table.setPinL0FilterAndIndexBlocksInCache(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(Shared.WRITE_BUFFERS);
        options.setWriteBufferSize(WRITE_BUFFER);
        options.setArenaBlockSize(ARENA_BLOCK);
        options.setLevel0FileNumCompactionTrigger(RUNS);
        // A store has one writer, its task's thread.
        options.setAllowConcurrentMemtableWrite(false);
        options.setEnableWriteThreadAdaptiveYield(false);
    }

    /** Closes nothing: what it sets belongs to the process. */
    @Override
    public void close(String storeName, Options options) {}
}
