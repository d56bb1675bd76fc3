package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.flink.RecordWeight;
import java.util.ArrayList;
import java.util.List;
import org.neo4j.driver.Value;

/** Nodes in the order of their ids, each sought by its id: holes cost next to nothing. A position is the next id. */
final class NodePages implements Pages {
    private final Server server;
    private final RecordMaker records;
    private final SplitRange range;
    private final PageSize pageSize;
    private final String cypher;

    NodePages(Server server, RecordMaker records, SplitRange range, int pageSize) {
        this.server = server;
        this.records = records;
        this.range = range;
        this.pageSize = new PageSize(pageSize);
        this.cypher = statement(records.view());
    }

    static String statement(GraphView view) {
        return Blocks.statement(
                "$from", "$to", "MATCH (n) WHERE id(n) = i" + Cypher.and(view.nodeCondition()), "[i, n]");
    }

    @Override
    public Page load(String position) {
        long from = position.equals(SourceSplit.START) ? range.from() : Long.parseLong(position);
        long to = Math.min(from + pageSize.ids(), range.to());
        return server.readBlocks(
                cypher,
                Server.parameters(records.view().parameters(), "from", from, "to", to),
                nodes -> page(nodes, from, to));
    }

    private Page page(Blocks nodes, long from, long to) {
        List<SourceRecord> page = new ArrayList<>();
        long bytes = 0;
        while (nodes.hasNext() && bytes < BYTES) {
            Value row = nodes.next();
            long id = row.get(0).asLong();
            SourceRecord record = records.record(
                    records.view().node(row.get(1).asNode()), "node " + id, Long.toString(id + 1), range.progress(id));
            page.add(record);
            bytes += RecordWeight.of(record);
        }
        boolean whole = !nodes.hasNext();
        String next = whole ? Long.toString(to) : page.get(page.size() - 1).next();
        pageSize.held(Long.parseLong(next) - from, bytes);
        return new Page(page, next, whole && to >= range.to());
    }
}
