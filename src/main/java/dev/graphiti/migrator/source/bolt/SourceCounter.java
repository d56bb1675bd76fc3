package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.SourceCount;
import dev.graphiti.migrator.source.SourceCount.Certainty;
import dev.graphiti.migrator.source.SourceCount.Unit;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neo4j.driver.Record;
import org.neo4j.driver.exceptions.Neo4jException;

/** Asks a server how much it holds, within a time. */
final class SourceCounter {
    private final Server server;
    private final Map<String, Object> parameters;
    private final Duration longest;

    SourceCounter(Server server, Map<String, Object> parameters, Duration longest) {
        this.server = server;
        this.parameters = parameters;
        this.longest = longest;
    }

    /**
     * The sums by collection. Any of the questions may count for any collection, so an answer that does not come in time
     * leaves none of them.
     *
     * @param what is counted, a plural
     */
    List<SourceCount> count(String what, List<Counting> countings) {
        Map<String, Long> sums = new TreeMap<>();
        long start = System.nanoTime();
        for (Counting counting : countings) {
            Duration left = longest.minusNanos(System.nanoTime() - start);
            try {
                for (Record row : server.list(counting.cypher(), parameters, left)) {
                    sums.merge(
                            counting.collection().apply(row), row.get("count").asLong(), Long::sum);
                }
            } catch (Neo4jException e) {
                if (!ServerFailure.isTimeOut(e)) {
                    throw e;
                }
                return List.of(SourceCount.unknown(
                        SourceCount.ALL_OTHERS,
                        "Neo4j did not count the %s within %d s".formatted(what, longest.toSeconds())));
            }
        }
        return sums.entrySet().stream()
                .map(sum -> new SourceCount(sum.getKey(), Unit.RECORDS, sum.getValue(), Certainty.LIVE))
                .toList();
    }
}
