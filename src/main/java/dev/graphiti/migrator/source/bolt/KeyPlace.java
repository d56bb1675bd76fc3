package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceSplit;

/**
 * A position among nodes in the order of a key: after a node.
 *
 * @param id of the node; -1 before all nodes of the key
 * @param read how many nodes of the split were read up to here
 */
record KeyPlace(long id, Object key, long read) {
    static KeyPlace parse(String position, Object first) {
        if (position.equals(SourceSplit.START)) {
            return new KeyPlace(-1, first, 0);
        }
        String[] parts = position.split(" ", 3);
        return new KeyPlace(Long.parseLong(parts[0]), KeyValue.read(parts[1]), Long.parseLong(parts[2]));
    }

    String text() {
        return "%d %s %d".formatted(id, KeyValue.write(key), read);
    }
}
