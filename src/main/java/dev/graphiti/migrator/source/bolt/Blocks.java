package dev.graphiti.migrator.source.bolt;

import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.neo4j.driver.Result;
import org.neo4j.driver.Value;

/**
 * The items of a statement that sends them a block to a row: most of what a row costs, on the server and here, it costs
 * whatever is in it (docs/benchmark.md). The items come in the order in which the statement meets them.
 */
final class Blocks implements Iterator<Value> {
    /** So many of the statement's numbers make a block. */
    private static final int SIZE = 100;

    /** How many rows are sent ahead of what is read: few, since they lie in memory whatever size the items have. */
    static final int AHEAD = 20;

    private final Result rows;
    private Iterator<Value> block = Collections.emptyIterator();

    Blocks(Result rows) {
        this.rows = rows;
    }

    /**
     * A statement that goes through numbers in blocks.
     *
     * @param from the first number, an expression
     * @param to the number behind the last, an expression
     * @param match clauses that match what belongs to the number {@code i}
     * @param item an expression of what is matched, not null
     */
    static String statement(String from, String to, String match, String item) {
        // The older way of importing a variable into a subquery, which servers before 5.23 know as well.
        return ("UNWIND range(%1$s, %2$s - 1, %3$d) AS first"
                        + " CALL { WITH first UNWIND range(first, first + %3$d - 1) AS i WITH i WHERE i < %2$s %4$s"
                        + " RETURN collect(%5$s) AS items } RETURN items")
                .formatted(from, to, SIZE, match, item);
    }

    @Override
    public boolean hasNext() {
        while (!block.hasNext() && rows.hasNext()) {
            block = rows.next().get(0).values().iterator();
        }
        return block.hasNext();
    }

    @Override
    public Value next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return block.next();
    }
}
