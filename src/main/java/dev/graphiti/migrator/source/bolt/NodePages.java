package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.RecordWeight;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Record;
import org.neo4j.driver.Result;

/** Nodes in the order of their ids, each sought by its id: holes cost next to nothing. A position is the next id. */
final class NodePages implements Pages {
    private final Server server;
    private final RecordMaker records;
    private final SplitRange range;
    private final int pageSize;
    private final String cypher;

    NodePages(Server server, RecordMaker records, SplitRange range, int pageSize) {
        this.server = server;
        this.records = records;
        this.range = range;
        this.pageSize = pageSize;
        this.cypher = statement(records.view());
    }

    static String statement(GraphView view) {
        return "UNWIND range($from, $to - 1) AS i MATCH (n) WHERE id(n) = i%s RETURN i, n"
                .formatted(Cypher.and(view.nodeCondition()));
    }

    @Override
    public Page load(String position) {
        long from = position.equals(SourceSplit.START) ? range.from() : Long.parseLong(position);
        long to = Math.min(from + pageSize, range.to());
        return server.read(
                cypher,
                Server.parameters(records.view().parameters(), "from", from, "to", to),
                result -> page(result, to));
    }

    private Page page(Result result, long to) {
        List<SourceRecord> page = new ArrayList<>();
        long bytes = 0;
        while (result.hasNext() && bytes < BYTES) {
            Record row = result.next();
            long id = row.get(0).asLong();
            SourceRecord record = records.record(
                    records.view().node(row.get(1).asNode()), "node " + id, Long.toString(id + 1), range.progress(id));
            page.add(record);
            bytes += RecordWeight.of(record);
        }
        boolean whole = !result.hasNext();
        String next = whole ? Long.toString(to) : page.get(page.size() - 1).next();
        return new Page(page, next, whole && to >= range.to());
    }
}
