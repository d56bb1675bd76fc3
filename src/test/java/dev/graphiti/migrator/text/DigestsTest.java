package dev.graphiti.migrator.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.junit.jupiter.api.Test;

class DigestsTest {
    @Test
    void aTextHasTheDigestOfItsUtf8() {
        assertThat(Digests.sha256("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Digests.sha256("é")).isEqualTo(Digests.sha256("\u00e9")).isNotEqualTo(Digests.sha256("e"));
    }

    @Test
    void theShortFormIsItsFirstHalf() {
        MessageDigest sha256 = Digests.sha256();
        sha256.update("abc".getBytes(StandardCharsets.UTF_8));

        assertThat(Digests.shortHex(sha256)).isEqualTo("ba7816bf8f01cfea414140de5dae2223");
    }
}
