package dev.graphiti.migrator.mapping.chunk;

/**
 * Determines how well a text can be cut before each of its code points. The answer depends on that code point and on those
 * that were given before it, and on nothing that follows. Takes constant time for each.
 */
final class BorderScanner {
    private static final String SENTENCE_ENDS = ".!?…؟۔।॥։።";
    /** No space follows them. */
    private static final String WIDE_SENTENCE_ENDS = "。！？｡";

    private static final int ZERO_WIDTH_JOINER = 0x200D;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    /** None at the beginning. */
    private int previous = -1;
    /** In the white space that ends here. */
    private int lineBreaks;
    /** Whether the last word ends a sentence. */
    private boolean isSentenceEnd;

    private boolean isWideSentenceEnd;
    /** Two of them are a flag. */
    private int regionalIndicators;

    /** The border before the next code point of the text. */
    Border next(int c) {
        Border border = before(c);
        take(c);
        return border;
    }

    private Border before(int c) {
        if (previous < 0 || isJoined(c)) {
            return Border.NONE;
        }
        if (isLineBreak(previous) && !isLineBreak(c)) {
            return lineBreaks > 1 ? Border.PARAGRAPH : Border.LINE;
        }
        if (isSpace(previous)) {
            return isSpace(c) ? Border.CHARACTER : isSentenceEnd ? Border.SENTENCE : Border.WORD;
        }
        boolean isNextSentence = isWideSentenceEnd && !isSpace(c) && !isSentenceEnd(c) && !isClosing(c);
        return isNextSentence ? Border.SENTENCE : Border.CHARACTER;
    }

    private void take(int c) {
        if (isLineBreak(c)) {
            boolean isSecondHalf = previous == '\r' && c == '\n';
            lineBreaks += isSecondHalf ? 0 : c == '\f' || c == PARAGRAPH_SEPARATOR ? 2 : 1;
        } else if (!isSpace(c)) {
            boolean closes = isClosing(c) && !isSpace(previous);
            lineBreaks = 0;
            isSentenceEnd = isSentenceEnd(c) || (isSentenceEnd && closes);
            isWideSentenceEnd = WIDE_SENTENCE_ENDS.indexOf(c) >= 0 || (isWideSentenceEnd && closes);
        }
        regionalIndicators = isRegionalIndicator(c) ? regionalIndicators + 1 : 0;
        previous = c;
    }

    /** Whether it belongs to one character with the code point before it. */
    private boolean isJoined(int c) {
        if (isControl(previous)) {
            return previous == '\r' && c == '\n';
        }
        return previous == ZERO_WIDTH_JOINER
                || isPrefix(previous)
                || isExtending(c)
                || (isRegionalIndicator(c) && regionalIndicators % 2 == 1)
                || (isLeadingJamo(previous) && isHangul(c));
    }

    private static boolean isExtending(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default ->
                c == ZERO_WIDTH_JOINER
                        || c == 0x200C
                        || isFollowingJamo(c)
                        || c == 0x0E33 // vowels of Thai and Lao
                        || c == 0x0EB3
                        || (c >= 0xFF9E && c <= 0xFF9F) // voiced sound marks
                        || (c >= 0x1F3FB && c <= 0x1F3FF) // colors of skin
                        || (c >= 0xE0020 && c <= 0xE007F); // tags of flags
        };
    }

    /** What no other code point joins, except a line feed a carriage return. */
    private static boolean isControl(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            case Character.FORMAT -> !isExtending(c) && !isPrefix(c);
            default -> false;
        };
    }

    /** Signs that stand before the number that they belong to. */
    private static boolean isPrefix(int c) {
        return (c >= 0x0600 && c <= 0x0605) || c == 0x06DD || c == 0x070F || c == 0x08E2;
    }

    private static boolean isRegionalIndicator(int c) {
        return c >= 0x1F1E6 && c <= 0x1F1FF;
    }

    private static boolean isLeadingJamo(int c) {
        return (c >= 0x1100 && c <= 0x115F) || (c >= 0xA960 && c <= 0xA97C);
    }

    private static boolean isFollowingJamo(int c) {
        return (c >= 0x1160 && c <= 0x11FF) || (c >= 0xD7B0 && c <= 0xD7FB);
    }

    private static boolean isHangul(int c) {
        return isLeadingJamo(c) || (c >= 0xAC00 && c <= 0xD7A3);
    }

    private static boolean isLineBreak(int c) {
        return (c >= '\n' && c <= '\r') || c == 0x85 || c == 0x2028 || c == PARAGRAPH_SEPARATOR;
    }

    private static boolean isSpace(int c) {
        return Character.isWhitespace(c) || isLineBreak(c);
    }

    private static boolean isSentenceEnd(int c) {
        return SENTENCE_ENDS.indexOf(c) >= 0 || WIDE_SENTENCE_ENDS.indexOf(c) >= 0;
    }

    /** A quote or bracket that may follow the end of a sentence. */
    private static boolean isClosing(int c) {
        return switch (Character.getType(c)) {
            case Character.END_PUNCTUATION, Character.FINAL_QUOTE_PUNCTUATION, Character.INITIAL_QUOTE_PUNCTUATION ->
                true;
            default -> c == '"' || c == '\'' || c == '*' || c == '_';
        };
    }
}
