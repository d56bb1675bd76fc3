package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.neo4j.BoltAddress;
import dev.graphiti.migrator.neo4j.Neo4jConnection;
import dev.graphiti.migrator.source.RecordReader;
import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceRecord;
import dev.graphiti.migrator.source.SourceSplit;
import dev.graphiti.migrator.source.SplitOpener;
import dev.graphiti.migrator.source.bolt.SplitRange.Part;
import java.io.IOException;
import java.io.Serializable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Reads a view of a graph: nodes by ranges of their ids, relationships by the range in which they start, and nodes with
 * an indexed key by ranges of it. Never by order of ids that the server would have to make, nor by skipping, of which
 * either is slow or loses what moves meanwhile.
 *
 * @param splitSize ids, or keys, of a split
 * @param pageSize ids, or keys, of a page
 */
public record GraphReading(Neo4jConnection connection, GraphView view, long splitSize, int pageSize)
        implements Serializable {
    /** How long counting nodes, or relationships, may take. */
    private static final Duration LONGEST_COUNT = Duration.ofMinutes(10);

    /**
     * Refuses options that can never be right, where they are read.
     *
     * @throws IllegalArgumentException with a sentence that says why
     */
    public static void check(String uri) {
        BoltAddress.problem("", uri).ifPresent(sentence -> {
            throw new IllegalArgumentException(sentence);
        });
    }

    /** What a planner may ask the server. */
    public final class Planner {
        private final Server server;

        private Planner(Server server) {
            this.server = server;
        }

        /** All rows of a statement that gives few. */
        public List<Record> ask(String cypher) {
            return server.list(cypher, view.parameters());
        }

        public List<SourceSplit> nodes() {
            long count = count(view.labels(), "MATCH (n%s) RETURN count(n)");
            return ranges(Part.NODES, view.nodeCondition(), count);
        }

        public List<SourceSplit> relationships() {
            long count = count(view.types(), "MATCH ()-[r%s]->() RETURN count(r)");
            return count == 0 ? List.of() : ranges(Part.RELATIONSHIPS, "", count);
        }

        /**
         * Ranges of an indexed key.
         *
         * @throws dev.graphiti.migrator.model.MigratorException when the key cannot be read by
         */
        public List<SourceSplit> byKey(KeySet keys) {
            return new KeyPlan(server, keys, splitSize).make();
        }

        /** Each from the count store, without touching a node. */
        private long count(List<String> names, String statement) {
            List<String> patterns = names.isEmpty()
                    ? List.of("")
                    : names.stream().map(name -> ":" + Cypher.name(name)).toList();
            return patterns.stream()
                    .mapToLong(pattern -> server.number(statement.formatted(pattern)))
                    .sum();
        }

        private List<SourceSplit> ranges(Part part, String condition, long count) {
            Record ids = ask("MATCH (n)" + Cypher.where(condition) + " RETURN min(id(n)) AS least, max(id(n)) AS most")
                    .get(0);
            List<SourceSplit> splits = new ArrayList<>();
            if (ids.get("most").isNull()) {
                return splits;
            }
            long least = ids.get("least").asLong();
            long end = ids.get("most").asLong() + 1;
            long number = (end - least + splitSize - 1) / splitSize;
            for (long from = least; from < end; from += splitSize) {
                long to = Math.min(from + splitSize, end);
                splits.add(new SplitRange(part, from, to, Math.max(1, count / number)).split());
            }
            return splits;
        }
    }

    /**
     * Asks the server for what is to be read.
     *
     * @throws dev.graphiti.migrator.model.MigratorException when it does not answer as it should
     */
    public List<SourceSplit> plan(Function<Planner, List<SourceSplit>> planning) {
        try (Server server = Server.connect(connection)) {
            return planning.apply(new Planner(server));
        } catch (Neo4jException e) {
            throw ServerFailure.explained(connection, e);
        }
    }

    /**
     * How much the server says that it holds of what is read, by collection.
     *
     * @param nodes the questions for nodes
     * @param relationships the questions for relationships
     */
    public List<SourceCount> counts(
            Function<Planner, List<Counting>> nodes, Function<Planner, List<Counting>> relationships)
            throws IOException {
        return counts(nodes, relationships, LONGEST_COUNT);
    }

    List<SourceCount> counts(
            Function<Planner, List<Counting>> nodes, Function<Planner, List<Counting>> relationships, Duration longest)
            throws IOException {
        try (Server server = Server.connect(connection)) {
            Planner planner = new Planner(server);
            SourceCounter counter = new SourceCounter(server, view.parameters(), longest);
            List<SourceCount> counts = new ArrayList<>(counter.count("nodes", nodes.apply(planner)));
            counts.addAll(counter.count("relationships", relationships.apply(planner)));
            return counts;
        } catch (Neo4jException e) {
            throw ServerFailure.whileReading(connection, e);
        }
    }

    /** A connection for all splits that one subtask reads, made for the first of them. */
    public SplitOpener opener() {
        return new Connection();
    }

    /** Opens a split with a connection of its own. */
    public RecordReader open(SourceSplit split, String position) throws IOException {
        Connection connection = new Connection();
        RecordReader reader = connection.open(split, position);
        return new RecordReader() {
            @Override
            public @Nullable SourceRecord next() throws IOException {
                return reader.next();
            }

            @Override
            public void close() throws IOException {
                reader.close();
                connection.close();
            }
        };
    }

    private final class Connection implements SplitOpener {
        private @Nullable Server server;

        @Override
        public RecordReader open(SourceSplit split, String position) throws IOException {
            return new PagedReader(connection, pages(connected(), split), position);
        }

        private Server connected() throws IOException {
            if (server == null) {
                try {
                    server = Server.connect(connection);
                } catch (Neo4jException e) {
                    throw ServerFailure.whileReading(connection, e);
                }
            }
            return server;
        }

        @Override
        public void close() {
            if (server != null) {
                server.close();
            }
        }
    }

    private Pages pages(Server server, SourceSplit split) {
        RecordMaker records = new RecordMaker(view, split);
        if (!SplitRange.isOne(split)) {
            return new KeyPages(server, records, KeyRange.parse(split), pageSize);
        }
        SplitRange range = SplitRange.parse(split);
        return range.part() == Part.NODES
                ? new NodePages(server, records, range, pageSize)
                : new RelationshipPages(server, records, range, pageSize);
    }
}
