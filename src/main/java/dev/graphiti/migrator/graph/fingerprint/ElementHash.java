package dev.graphiti.migrator.graph.fingerprint;

import dev.graphiti.migrator.graph.read.StoredElement;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Hashes elements: the first 128 bits of SHA-256 over the {@link CanonicalForm}. Two elements have one hash if they have
 * the same kind, labels, ends and properties; the order of labels and properties and Neo4j's element id do not count. Used
 * by one thread.
 */
public final class ElementHash {
    private final CanonicalForm form = new CanonicalForm();
    private final MessageDigest sha256;

    public ElementHash() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    public Hash128 of(StoredElement element) {
        return of(form.of(element));
    }

    /**
     * Both hashes of an element.
     *
     * @param whole as {@link #of}
     * @param fixedPart of the part that Graphiti leaves alone when it uses an element: its kind, its ends, and its uuid, group, time
     *     of creation, name, content and fact. It is the hash of an element that has nothing else and no labels.
     */
    public record Hashes(Hash128 whole, Hash128 fixedPart) {}

    public Hashes both(StoredElement element) {
        return new Hashes(of(form.of(element)), of(form.fixedPart(element)));
    }

    private Hash128 of(ByteBuffer bytes) {
        sha256.update(bytes);
        ByteBuffer digest = ByteBuffer.wrap(sha256.digest());
        return new Hash128(digest.getLong(), digest.getLong());
    }
}
