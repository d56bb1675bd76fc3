package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.flink.RecordWeight;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;

/**
 * Nodes in the order of an indexed key, and of one key in that of their ids. A position names the last of both.
 *
 * <p>Only the order of the index decides what comes next. Where the server compares two values itself, it has another
 * order (texts by UTF-16 unit and not by code point) and other equalities ({@code -0.0 = 0.0}); and a seek with two ends
 * finds nothing where that order has them the other way round. So a page is asked for by two statements whose only
 * condition on the key is one end of a seek: the rest of the key that was read last, and what follows it.
 * {@link IndexOrder} finds the end of the range.
 */
final class KeyPages implements Pages {
    private final Server server;
    private final RecordMaker records;
    private final KeyRange range;
    private final int pageSize;
    private final KeyIndex index;

    KeyPages(Server server, RecordMaker records, KeyRange range, int pageSize) {
        this.server = server;
        this.records = records;
        this.range = range;
        this.pageSize = pageSize;
        this.index = new KeyIndex(server, range.keys());
    }

    /** Nodes of one key, after one of them. */
    static String ofOneKey(KeyRange range) {
        return statement(range.keys(), "= $key AND id(n) > $id", "i");
    }

    /** Nodes of the keys that come after one. */
    static String ofLaterKeys(KeyRange range) {
        return statement(range.keys(), "> $key", "key, i");
    }

    private static String statement(KeySet keys, String condition, String order) {
        return "%s WHERE n.%s %s%s RETURN id(n) AS i, n, n.%2$s AS key ORDER BY %5$s LIMIT $limit"
                .formatted(keys.match(), Cypher.name(keys.key()), condition, Cypher.and(keys.condition()), order);
    }

    @Override
    public Page load(String position) {
        requireIndex();
        KeyPlace place = KeyPlace.parse(position, range.from());
        Page page = ask(ofOneKey(range), place, position);
        if (page.records().isEmpty()) {
            page = ask(ofLaterKeys(range), place, position);
        } else {
            page = new Page(page.records(), page.next(), false);
        }
        // Without the index the order was another; what was read so is not handed out.
        requireIndex();
        return page;
    }

    private void requireIndex() {
        index.require("any more: it was dropped while it was used; create it again and resume the run.");
    }

    private Page ask(String cypher, KeyPlace place, String position) {
        return server.read(
                cypher,
                Server.parameters(records.view().parameters(), "key", place.key(), "id", place.id(), "limit", pageSize),
                result -> page(result, place, position));
    }

    private Page page(Result result, KeyPlace place, String position) {
        List<SourceRecord> page = new ArrayList<>();
        long bytes = 0;
        boolean ended = false;
        while (!ended && result.hasNext() && bytes < BYTES) {
            Record row = result.next();
            ended = range.endsBefore(row.get("key").asObject());
            if (!ended) {
                SourceRecord record = record(row, place.read() + page.size() + 1);
                page.add(record);
                bytes += RecordWeight.of(record);
            }
        }
        boolean last = ended || (page.size() < pageSize && !result.hasNext());
        return new Page(
                page, page.isEmpty() ? position : page.get(page.size() - 1).next(), last);
    }

    private SourceRecord record(Record row, long read) {
        long id = row.get("i").asLong();
        return records.record(
                records.view().node(row.get("n").asNode()),
                "node " + id,
                new KeyPlace(id, row.get("key").asObject(), read).text(),
                Math.min(read, range.size()));
    }
}
