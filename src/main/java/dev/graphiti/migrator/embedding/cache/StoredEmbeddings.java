package dev.graphiti.migrator.embedding.cache;

import dev.graphiti.migrator.client.RefCounted;
import dev.graphiti.migrator.embedding.CacheKey;
import dev.graphiti.migrator.model.Embedding;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The durable cache: a folder with stores {@code store-0}, {@code store-1} and so on. This process writes to the first
 * one that no other is writing to, and reads all. A store that cannot be read, or a disk that is full, costs money but
 * no data, so it is a warning.
 */
public final class StoredEmbeddings implements EmbeddingCache {
    /** One per process and folder, for a store has one writer. */
    public static final RefCounted<Path, EmbeddingCache> OPEN =
            new RefCounted<>(StoredEmbeddings::open, EmbeddingCache::close);

    private static final Logger LOG = LoggerFactory.getLogger(StoredEmbeddings.class);

    /** More processes than this on one machine go without a store to write to. */
    private static final int MOST_STORES = 64;

    private final @Nullable EmbeddingStore writer;
    private final List<EmbeddingStore> stores;

    /** A native store that is used after it was closed takes the process down with it. */
    private final ReentrantReadWriteLock closing = new ReentrantReadWriteLock();

    private final AtomicBoolean warned = new AtomicBoolean();
    private boolean closed;

    private StoredEmbeddings(@Nullable EmbeddingStore writer, List<EmbeddingStore> stores) {
        this.writer = writer;
        this.stores = stores;
    }

    static StoredEmbeddings open(Path folder) {
        try {
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new AccessDeniedException(folder.toString());
            }
        } catch (IOException e) {
            throw unusable(folder, e.toString(), e);
        }
        try {
            RocksDB.loadLibrary();
        } catch (RuntimeException | LinkageError e) {
            throw unusable(folder, "RocksDB does not load here (" + e + ")", e);
        }
        return openStores(folder);
    }

    private static MigratorException unusable(Path folder, String reason, Throwable cause) {
        String sentence =
                "the cache of embeddings cannot use folder '%s': %s; set embedding.cache.path to a writable folder,"
                        + " or embedding.cache.enabled to false";
        return new MigratorException(Fault.CONFIGURATION, sentence.formatted(folder, reason), cause);
    }

    private static StoredEmbeddings openStores(Path folder) {
        EmbeddingStore writer = null;
        List<EmbeddingStore> stores = new ArrayList<>();
        for (int n = 0; n < MOST_STORES; n++) {
            Path path = folder.resolve("store-" + n);
            if (writer != null && !Files.exists(path)) {
                break;
            }
            EmbeddingStore store = writer == null ? tryToWrite(path) : null;
            if (store != null) {
                writer = store;
            } else if (Files.exists(path)) {
                store = tryToRead(path);
            }
            if (store != null) {
                stores.add(store);
            }
        }
        if (writer == null) {
            LOG.warn("No store in {} can be written to: new embeddings are not cached.", folder);
        }
        return new StoredEmbeddings(writer, stores);
    }

    private static @Nullable EmbeddingStore tryToWrite(Path path) {
        try {
            return EmbeddingStore.writing(path);
        } catch (RocksDBException e) {
            LOG.info("The embeddings in {} are not open for writing: {}", path, e.getMessage());
            return null;
        }
    }

    private static @Nullable EmbeddingStore tryToRead(Path path) {
        try {
            return EmbeddingStore.reading(path);
        } catch (RocksDBException e) {
            LOG.warn(
                    "The embeddings in {} cannot be read and are skipped ({}); if no process writes there, delete the folder.",
                    path,
                    e.getMessage());
            return null;
        }
    }

    /** Where new vectors go; null if nowhere. */
    @Nullable
    Path writesTo() {
        return writer == null ? null : writer.folder();
    }

    @Override
    public Map<CacheKey, Embedding> find(List<CacheKey> keys) {
        Map<CacheKey, Embedding> found = new HashMap<>();
        closing.readLock().lock();
        try {
            if (closed) {
                return found;
            }
            List<CacheKey> wanted = keys;
            for (EmbeddingStore store : stores) {
                find(store, wanted, found);
                wanted = keys.stream().filter(key -> !found.containsKey(key)).toList();
            }
        } finally {
            closing.readLock().unlock();
        }
        return found;
    }

    private void find(EmbeddingStore store, List<CacheKey> keys, Map<CacheKey, Embedding> found) {
        try {
            List<byte @Nullable []> values =
                    store.find(keys.stream().map(CacheKey::hash).toList());
            for (int i = 0; i < values.size(); i++) {
                byte[] value = values.get(i);
                if (value != null) {
                    found.put(keys.get(i), decoded(value));
                }
            }
        } catch (RocksDBException | IllegalArgumentException e) {
            warnOnce("read", store, e);
        }
    }

    @Override
    public void put(Map<CacheKey, Embedding> embeddings) {
        closing.readLock().lock();
        try {
            if (closed || writer == null || embeddings.isEmpty()) {
                return;
            }
            List<byte[]> keys = new ArrayList<>();
            List<byte[]> values = new ArrayList<>();
            embeddings.forEach((key, embedding) -> {
                keys.add(key.hash());
                values.add(encoded(embedding));
            });
            writer.put(keys, values);
        } catch (RocksDBException e) {
            warnOnce("written", writer, e);
        } finally {
            closing.readLock().unlock();
        }
    }

    private void warnOnce(String what, @Nullable EmbeddingStore store, Exception e) {
        if (store != null && warned.compareAndSet(false, true)) {
            LOG.warn("Embeddings in {} cannot be {}, and are computed again: {}", store.folder(), what, e.getMessage());
        }
    }

    private static byte[] encoded(Embedding embedding) {
        ByteBuffer bytes =
                ByteBuffer.allocate(embedding.dimension() * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(embedding.values());
        return bytes.array();
    }

    private static Embedding decoded(byte[] value) {
        float[] values = new float[value.length / Float.BYTES];
        ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return new Embedding(values);
    }

    @Override
    public void close() {
        closing.writeLock().lock();
        try {
            if (!closed) {
                closed = true;
                stores.forEach(EmbeddingStore::close);
            }
        } finally {
            closing.writeLock().unlock();
        }
    }
}
