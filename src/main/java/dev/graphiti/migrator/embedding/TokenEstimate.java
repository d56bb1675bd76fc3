package dev.graphiti.migrator.embedding;

import java.util.List;

/**
 * Tokens of a text without its model's tokenizer: one for three ASCII characters, one for two bytes of UTF-8
 * elsewhere. English has four characters to a token and Chinese two to three bytes, so this is more than the truth
 * except for hexadecimal digits and the like, which have two characters to a token.
 */
public final class TokenEstimate {
    private TokenEstimate() {}

    static int of(String text) {
        int ascii = 0;
        int otherBytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii++;
            } else {
                // Half of a surrogate pair is two of its four bytes.
                otherBytes += c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
            }
        }
        return 1 + ascii / 3 + otherBytes / 2;
    }

    public static long of(List<String> texts) {
        return texts.stream().mapToLong(TokenEstimate::of).sum();
    }
}
