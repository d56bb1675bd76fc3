package dev.graphiti.migrator.model;

import dev.graphiti.migrator.text.Digests;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.UUID;

/**
 * Uuids as a function of the source: version 5 of RFC 9562 over all parts, each with its length in front so that no two
 * different lists of parts meet.
 */
public final class Identity {
    /** Ours alone; changing it would give every element of every migrated graph another uuid. */
    private static final UUID NAMESPACE = UUID.fromString("6d0f2a54-7c1b-5e0e-9a53-3b1f6f0c8e21");

    private Identity() {}

    /**
     * The uuid of an element that a record makes.
     *
     * @param part tells apart what one record makes of one kind, for instance a fact's name and target; may be empty
     */
    public static String ofRecord(
            ElementKind kind, String groupId, String system, String collection, String id, String part) {
        return uuid("record", kind.graphName(), groupId, system, collection, id, part);
    }

    /** The uuid of an entity that is made from a value, shared by all records of the group that name it. */
    public static String ofValue(String groupId, String label, String normalizedName) {
        return uuid("value", ElementKind.ENTITY.graphName(), groupId, label, normalizedName);
    }

    /** The uuid of an edge that is nothing but its ends. */
    public static String ofEnds(ElementKind kind, String groupId, String sourceUuid, String targetUuid) {
        return uuid("ends", kind.graphName(), groupId, sourceUuid, targetUuid);
    }

    static String uuid(String... parts) {
        MessageDigest sha1 = Digests.sha1();
        sha1.update(ByteBuffer.allocate(16)
                .putLong(NAMESPACE.getMostSignificantBits())
                .putLong(NAMESPACE.getLeastSignificantBits())
                .flip());
        for (String part : parts) {
            update(sha1, part);
        }
        ByteBuffer hash = ByteBuffer.wrap(sha1.digest());
        long high = (hash.getLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x5000L;
        long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }

    private static void update(MessageDigest sha1, String part) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        if (new String(bytes, StandardCharsets.UTF_8).equals(part)) {
            sha1.update(ByteBuffer.allocate(4).putInt(bytes.length).flip());
            sha1.update(bytes);
            return;
        }
        // Half a surrogate pair, as in text cut off amid an emoji, is a question mark in UTF-8, like any other half.
        ByteBuffer chars = ByteBuffer.allocate(4 + 2 * part.length()).putInt(-part.length());
        part.chars().forEach(each -> chars.putChar((char) each));
        sha1.update(chars.flip());
    }
}
