package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceSplit;

/**
 * A position among relationships: in front of all that start at a node, or behind one of them, since they are read in
 * the order of their ids.
 *
 * @param behind the id of a relationship; -1 in front of all
 */
record RelationshipPlace(long node, long behind) {
    static RelationshipPlace parse(String position, long first) {
        if (position.equals(SourceSplit.START)) {
            return before(first);
        }
        int colon = position.indexOf(':');
        return colon < 0
                ? before(Long.parseLong(position))
                : new RelationshipPlace(
                        Long.parseLong(position.substring(0, colon)), Long.parseLong(position.substring(colon + 1)));
    }

    static RelationshipPlace before(long node) {
        return new RelationshipPlace(node, -1);
    }

    boolean isInside() {
        return behind >= 0;
    }

    String text() {
        return isInside() ? node + ":" + behind : Long.toString(node);
    }
}
