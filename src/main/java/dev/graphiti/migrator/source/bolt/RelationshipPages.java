package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.flink.RecordWeight;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.Value;

/**
 * Relationships by the node that they start at, and of one node in the order of their ids: that order stays as it is
 * when others are added, so a page can begin behind any of them. A node with very many is read by itself: some of its
 * relationships' ids at a time, of those a page at a time.
 */
final class RelationshipPages implements Pages {
    /** A node with more is read by itself; so many rows are held back to be sorted. */
    static final int MANY = 1_000;

    /** How many ids of one node's relationships the server sorts out at a time. */
    static final int IDS = 100_000;

    private static final int ROWS = 5_000;

    private final Server server;
    private final RecordMaker records;
    private final SplitRange range;
    private final PageSize pageSize;

    private @Nullable NavigableSet<Long> nodesWithMany;
    private long idsOf = -1;
    private List<Long> ids = List.of();

    RelationshipPages(Server server, RecordMaker records, SplitRange range, int pageSize) {
        this.server = server;
        this.records = records;
        this.range = range;
        this.pageSize = new PageSize(pageSize);
    }

    static String nodesWithMany(GraphView view) {
        return "UNWIND range($from, $to - 1) AS i MATCH (s) WHERE id(s) = i AND COUNT { (s)-[%s]->() } > $many RETURN i"
                .formatted(Cypher.types(view.types()));
    }

    static String acrossNodes(GraphView view) {
        return Blocks.statement(
                "$from",
                "$to",
                "MATCH (s)-[r%s]->(t) WHERE id(s) = i%s"
                        .formatted(Cypher.types(view.types()), Cypher.and(view.relationshipCondition())),
                "[i, %s, r, %s]".formatted(view.end("s"), view.end("t")));
    }

    static String idsOfOneNode(GraphView view) {
        return "MATCH (s)-[r%s]->() WHERE id(s) = $node AND id(r) > $behind%s RETURN id(r) AS id ORDER BY id LIMIT $limit"
                .formatted(Cypher.types(view.types()), Cypher.and(view.relationshipCondition()));
    }

    static String byIds(GraphView view) {
        return Blocks.statement(
                "0",
                "size($ids)",
                "WITH $ids[i] AS id MATCH (s)-[r]->(t) WHERE id(r) = id",
                "[id(s), %s, r, %s]".formatted(view.end("s"), view.end("t")));
    }

    @Override
    public Page load(String position) {
        RelationshipPlace place = RelationshipPlace.parse(position, range.from());
        if (place.node() >= range.to()) {
            return new Page(List.of(), place.text(), true);
        }
        return place.isInside() || nodesWithMany().contains(place.node()) ? inside(place) : across(place.node());
    }

    private NavigableSet<Long> nodesWithMany() {
        if (nodesWithMany == null) {
            NavigableSet<Long> found = new TreeSet<>();
            for (Record row : server.list(
                    nodesWithMany(records.view()),
                    Server.parameters(
                            records.view().parameters(), "from", range.from(), "to", range.to(), "many", MANY))) {
                found.add(row.get(0).asLong());
            }
            nodesWithMany = found;
        }
        return nodesWithMany;
    }

    private Page across(long from) {
        long to = Math.min(from + pageSize.ids(), range.to());
        Long many = nodesWithMany().higher(from);
        long end = many == null ? to : Math.min(to, many);
        return server.readBlocks(
                acrossNodes(records.view()),
                Server.parameters(records.view().parameters(), "from", from, "to", end),
                rows -> page(rows, from, end));
    }

    /** Ends a page between two nodes only. */
    private Page page(Blocks rows, long from, long end) {
        List<SourceRecord> page = new ArrayList<>();
        List<Value> ofNode = new ArrayList<>();
        long node = -1;
        long bytes = 0;
        while (rows.hasNext()) {
            Value row = rows.next();
            long start = row.get(0).asLong();
            if (start != node) {
                bytes += add(ofNode, node, page);
                if (bytes >= BYTES) {
                    pageSize.held(start - from, bytes);
                    return new Page(page, Long.toString(start), false);
                }
                node = start;
            }
            ofNode.add(row);
        }
        bytes += add(ofNode, node, page);
        pageSize.held(end - from, bytes);
        return new Page(page, Long.toString(end), end >= range.to());
    }

    private long add(List<Value> rows, long node, List<SourceRecord> page) {
        rows.sort(Comparator.comparingLong(row -> id(row)));
        long bytes = 0;
        for (Value row : rows) {
            SourceRecord record = record(row, node);
            page.add(record);
            bytes += RecordWeight.of(record);
        }
        rows.clear();
        return bytes;
    }

    private Page inside(RelationshipPlace place) {
        if (idsOf != place.node() || ids.isEmpty() || ids.get(0) <= place.behind()) {
            idsOf = place.node();
            ids = server
                    .list(
                            idsOfOneNode(records.view()),
                            Server.parameters(
                                    records.view().parameters(),
                                    "node",
                                    place.node(),
                                    "behind",
                                    place.behind(),
                                    "limit",
                                    IDS))
                    .stream()
                    .map(row -> row.get(0).asLong())
                    .toList();
        }
        if (ids.isEmpty()) {
            long next = place.node() + 1;
            return new Page(List.of(), Long.toString(next), next >= range.to());
        }
        List<Long> some = ids.subList(0, Math.min(ROWS, ids.size()));
        Page page = server.readBlocks(
                byIds(records.view()),
                Server.parameters(records.view().parameters(), "ids", some),
                rows -> pageInside(rows, place.node(), some));
        long behind = RelationshipPlace.parse(page.next(), range.from()).behind();
        ids = ids.stream().dropWhile(id -> id <= behind).toList();
        return page;
    }

    private Page pageInside(Blocks rows, long node, List<Long> some) {
        List<SourceRecord> page = new ArrayList<>();
        long bytes = 0;
        while (rows.hasNext() && bytes < BYTES) {
            Value row = rows.next();
            // An id may have been given to another relationship since it was looked up.
            if (row.get(0).asLong() == node) {
                SourceRecord record = record(row, node);
                page.add(record);
                bytes += RecordWeight.of(record);
            }
        }
        long last = some.get(some.size() - 1);
        String next = rows.hasNext()
                ? Objects.requireNonNull(page.get(page.size() - 1)).next()
                : new RelationshipPlace(node, last).text();
        return new Page(page, next, false);
    }

    private SourceRecord record(Value row, long node) {
        long id = id(row);
        return records.record(
                records.view().relationship(row.get(1), row.get(2).asRelationship(), row.get(3)),
                "relationship " + id + " of node " + node,
                new RelationshipPlace(node, id).text(),
                range.progress(node));
    }

    @SuppressWarnings("deprecation") // The driver's name for what Cypher calls id(r).
    private static long id(Value row) {
        return row.get(2).asRelationship().id();
    }
}
