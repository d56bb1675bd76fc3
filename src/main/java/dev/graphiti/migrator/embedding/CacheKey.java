package dev.graphiti.migrator.embedding;

import dev.graphiti.migrator.embedding.config.VectorSpace;
import dev.graphiti.migrator.text.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** What a vector is remembered by: SHA-256 over model, dimension and text. */
@SuppressWarnings("ArrayRecordComponent") // Equality is by content.
public record CacheKey(byte[] hash) {
    public static CacheKey of(VectorSpace space, String text) {
        byte[] model = space.model().getBytes(StandardCharsets.UTF_8);
        // The length before the model keeps ("a", "b..") and ("ab", "..") apart.
        ByteBuffer head = ByteBuffer.allocate(model.length + 2 * Integer.BYTES)
                .putInt(model.length)
                .put(model)
                .putInt(space.dimension());
        MessageDigest digest = Digests.sha256();
        digest.update(head.array());
        return new CacheKey(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CacheKey that && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return ByteBuffer.wrap(hash).getInt();
    }

    @Override
    public String toString() {
        return "CacheKey[" + Integer.toHexString(hashCode()) + "]";
    }
}
