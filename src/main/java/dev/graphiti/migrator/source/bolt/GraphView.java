package dev.graphiti.migrator.source.bolt;

import dev.graphiti.migrator.source.fields.Fields;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Value;
import org.neo4j.driver.types.Node;
import org.neo4j.driver.types.Relationship;

/** What of a graph is read, and what becomes of it. Knows nothing of ids, pages and splits. */
public interface GraphView extends Serializable {
    /** The system that records say they come from. */
    String system();

    /** The labels of the nodes that are read, to count them; empty for all nodes. */
    List<String> labels();

    /** The condition on a node {@code n} that is read; empty for all nodes. */
    String nodeCondition();

    /** The types of the relationships that are read; empty for all. */
    List<String> types();

    /** The condition on a relationship {@code r} that is read; empty for all of the types. */
    String relationshipCondition();

    /** What is to be known of an end of a relationship, as an expression of its variable. */
    String end(String variable);

    /** The parameters of the conditions. */
    Map<String, Object> parameters();

    Content node(Node node);

    /** Gets of the ends what {@link #end} says. */
    Content relationship(Value source, Relationship relationship, Value target);

    /**
     * The content of a record.
     *
     * @param id its own id; empty when it has none
     * @param about what is no property of it; see {@link dev.graphiti.migrator.source.SourceRecord#about}
     */
    record Content(String collection, String id, Fields fields, Fields about) {
        public Content(String collection, String id, Fields fields) {
            this(collection, id, fields, Fields.EMPTY);
        }
    }
}
