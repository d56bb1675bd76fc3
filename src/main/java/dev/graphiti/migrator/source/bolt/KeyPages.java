package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.RecordWeight;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;

/** Nodes in the order of an indexed key, and of one key in that of their ids. A position names the last of both. */
final class KeyPages implements Pages {
    private final Server server;
    private final RecordMaker records;
    private final KeyRange range;
    private final int pageSize;
    private final String cypher;
    private long read;

    KeyPages(Server server, RecordMaker records, KeyRange range, int pageSize) {
        this.server = server;
        this.records = records;
        this.range = range;
        this.pageSize = pageSize;
        this.cypher = statement(range);
    }

    static String statement(KeyRange range) {
        KeySet keys = range.keys();
        return """
                MATCH (n:%s) WHERE n.%2$s >= $key%3$s AND (n.%2$s > $key OR id(n) > $behind)%4$s
                RETURN id(n) AS i, n, n.%2$s AS key ORDER BY key, i LIMIT $limit
                """.formatted(
                        Cypher.name(keys.label()),
                        Cypher.name(keys.key()),
                        range.to() == null ? "" : " AND n.%s < $to".formatted(Cypher.name(keys.key())),
                        Cypher.and(keys.condition()));
    }

    @Override
    public Page load(String position) {
        new KeyIndex(server, range.keys())
                .require("any more: it was dropped while it was read by; create it again and resume the run.");
        String[] place = position.equals(SourceSplit.START)
                ? new String[] {"-1", KeyValue.write(range.from()), "0"}
                : position.split(" ", 3);
        read = Long.parseLong(place[2]);
        return server.read(
                cypher,
                Server.parameters(
                        records.view().parameters(),
                        "key",
                        KeyValue.read(place[1]),
                        "behind",
                        Long.parseLong(place[0]),
                        "to",
                        // Without an end the statement does not ask for it.
                        Objects.requireNonNullElse(range.to(), ""),
                        "limit",
                        pageSize),
                result -> page(result, position));
    }

    private Page page(Result result, String position) {
        List<SourceRecord> page = new ArrayList<>();
        long before = read;
        long bytes = 0;
        while (result.hasNext() && bytes < BYTES) {
            Record row = result.next();
            long done = before + page.size() + 1;
            long id = row.get(0).asLong();
            SourceRecord record = records.record(
                    records.view().node(row.get(1).asNode()),
                    "node " + id,
                    "%d %s %d".formatted(id, KeyValue.write(row.get(2).asObject()), done),
                    Math.min(done, range.size()));
            page.add(record);
            bytes += RecordWeight.of(record);
        }
        boolean last = page.size() < pageSize && !result.hasNext();
        return new Page(
                page, page.isEmpty() ? position : page.get(page.size() - 1).next(), last);
    }
}
