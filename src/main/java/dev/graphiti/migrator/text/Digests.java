package dev.graphiti.migrator.text;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The hash functions that every JDK has. */
public final class Digests {
    private static final int SHORT_BYTES = 16;

    private Digests() {}

    public static MessageDigest sha256() {
        return digest("SHA-256");
    }

    /** For uuids of version 5 alone. */
    public static MessageDigest sha1() {
        return digest("SHA-1");
    }

    /** SHA-256 of the text in UTF-8, in hex. */
    public static String sha256(String text) {
        return HexFormat.of().formatHex(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** The first 128 bits of what the digest has taken, in hex. */
    public static String shortHex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest(), 0, SHORT_BYTES);
    }

    private static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }
}
