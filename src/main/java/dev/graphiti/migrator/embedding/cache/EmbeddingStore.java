package dev.graphiti.migrator.embedding.cache;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.BloomFilter;
import org.rocksdb.CompressionType;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/**
 * One RocksDB folder of vectors. Its log is in the operating system's hands before a write returns, so vectors survive
 * the death of the process, though not of the machine.
 */
final class EmbeddingStore implements AutoCloseable {
    private static final long WRITE_BUFFER = 16L << 20;
    private static final long BLOCK_CACHE = 32L << 20;

    private final Path folder;
    private final Options options;
    private final LRUCache blockCache;
    private final BloomFilter filter;
    private final RocksDB store;

    private EmbeddingStore(Path folder, Mode mode) throws RocksDBException {
        this.folder = folder;
        blockCache = new LRUCache(BLOCK_CACHE);
        filter = new BloomFilter(10);
        options = options(blockCache, filter);
        try {
            store = mode == Mode.WRITE
                    ? RocksDB.open(options, folder.toString())
                    : RocksDB.openReadOnly(options, folder.toString());
        } catch (RocksDBException e) {
            closeOptions();
            throw e;
        }
    }

    private enum Mode {
        READ,
        WRITE
    }

    /** Makes the folder if it is not there. Fails if another process, or this one, writes to it already. */
    static EmbeddingStore writing(Path folder) throws RocksDBException {
        return new EmbeddingStore(folder, Mode.WRITE);
    }

    /** Sees what was written up to now. */
    static EmbeddingStore reading(Path folder) throws RocksDBException {
        return new EmbeddingStore(folder, Mode.READ);
    }

    /** Vectors are random numbers: nothing to compress, and too large to be copied about by compactions. */
    private static Options options(LRUCache blockCache, BloomFilter filter) {
        return new Options()
                .setCreateIfMissing(true)
                .setCompressionType(CompressionType.NO_COMPRESSION)
                .setEnableBlobFiles(true)
                .setMinBlobSize(256)
                .setBlobFileSize(256L << 20)
                .setWriteBufferSize(WRITE_BUFFER)
                .setMaxWriteBufferNumber(2)
                .setMaxTotalWalSize(4 * WRITE_BUFFER)
                .setInfoLogLevel(InfoLogLevel.WARN_LEVEL)
                .setKeepLogFileNum(2)
                .setTableFormatConfig(new BlockBasedTableConfig()
                        .setBlockCache(blockCache)
                        .setCacheIndexAndFilterBlocks(true)
                        .setFilterPolicy(filter));
    }

    Path folder() {
        return folder;
    }

    /** One element for each key, null where it is not known. */
    List<byte @Nullable []> find(List<byte[]> keys) throws RocksDBException {
        return keys.isEmpty() ? Collections.emptyList() : store.multiGetAsList(keys);
    }

    void put(List<byte[]> keys, List<byte[]> values) throws RocksDBException {
        try (WriteOptions unsynced = new WriteOptions();
                WriteBatch batch = new WriteBatch()) {
            for (int i = 0; i < keys.size(); i++) {
                batch.put(keys.get(i), values.get(i));
            }
            store.write(unsynced, batch);
        }
    }

    @Override
    public void close() {
        store.close();
        closeOptions();
    }

    private void closeOptions() {
        options.close();
        filter.close();
        blockCache.close();
    }
}
