package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.stored.Bytes;

/** Distinguishes documents from lines by the first bytes of a file. */
final class FormatSniffer {
    static final int HEAD = 64 << 10;

    private FormatSniffer() {}

    static JsonFormat sniff(byte[] head) {
        int start = Bytes.nonBlank(head, Bytes.behindMark(head, 0, head.length), head.length);
        if (start == head.length || head[start] != '{') {
            return start < head.length && head[start] == '[' ? JsonFormat.DOCUMENT : JsonFormat.LINES;
        }
        int lineEnd = Bytes.lineFeed(head, start, head.length);
        return endsWithin(head, start, lineEnd) || startsAnotherRecord(head, start, lineEnd)
                ? JsonFormat.LINES
                : JsonFormat.DOCUMENT;
    }

    /** An object within one line, or one that is longer than what can be seen, which as a rule is one line too. */
    private static boolean endsWithin(byte[] head, int start, int lineEnd) {
        ValueEnd end = new ValueEnd();
        end.begin(head[start]);
        return lineEnd == head.length || end.scan(head, start, lineEnd) >= 0;
    }

    /** A damaged first line must not make a document of a file of lines. */
    private static boolean startsAnotherRecord(byte[] head, int start, int lineEnd) {
        int second = Bytes.nonBlank(head, lineEnd, head.length);
        int last = lineEnd - 1;
        while (last > start && Bytes.isBlank(head[last])) {
            last--;
        }
        boolean goesOn = "{[,:".indexOf(head[last]) >= 0;
        return second < head.length && head[second] == '{' && !goesOn;
    }
}
