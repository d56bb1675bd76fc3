package dev.graphiti.migrator.source.json;

import dev.graphiti.migrator.source.SourceSplit;

/**
 * How far a document has been read.
 *
 * @param item how many items lie behind it
 * @param offset of the byte behind the last item
 * @param open the brackets that are open there, outermost first
 */
record DocumentPosition(long item, long offset, String open) {
    static boolean isOne(String position) {
        return position.indexOf(' ') >= 0;
    }

    static DocumentPosition parse(String position) {
        if (position.equals(SourceSplit.START)) {
            return new DocumentPosition(0, 0, "");
        }
        String[] parts = position.split(" ", 3);
        return new DocumentPosition(Long.parseLong(parts[0]), Long.parseLong(parts[1]), parts[2]);
    }

    String text() {
        return item + " " + offset + " " + open;
    }
}
