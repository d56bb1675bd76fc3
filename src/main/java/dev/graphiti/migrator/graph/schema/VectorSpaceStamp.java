package dev.graphiti.migrator.graph.schema;

import dev.graphiti.migrator.graph.Target;
import dev.graphiti.migrator.model.ElementKind;
import dev.graphiti.migrator.model.MigratorException;
import dev.graphiti.migrator.model.MigratorException.Fault;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Record;

/**
 * Keeps one vector space in a graph: its model and dimension stand on a {@code (:MigrationVectorSpace)} node. Two spaces
 * in one database make Graphiti's searches fail, or find nonsense.
 */
public final class VectorSpaceStamp {
    private final Target target;

    public VectorSpaceStamp(Target target) {
        this.target = target;
    }

    /**
     * Makes sure that vectors of this space may be written.
     *
     * @return whether the graph is marked as one of this space already
     * @throws MigratorException when the graph holds another space
     */
    public boolean check(String model, int dimension) {
        if (isStamped(model, dimension)) {
            return true;
        }
        for (ElementKind kind : ElementKind.values()) {
            for (Record vector : firstVector(kind)) {
                requireDimension(vector.get("dimension").asInt(), model, dimension);
            }
        }
        return false;
    }

    /** Runs that began at the same moment may have stamped it each; it is one space all the same if all say so. */
    private boolean isStamped(String model, int dimension) {
        List<Record> stamps = target.run(
                "MATCH (s:MigrationVectorSpace {id: 'target'}) RETURN s.model AS model, s.dimension AS dimension",
                Map.of());
        stamps.forEach(stamp -> requireSame(stamp, model, dimension));
        return !stamps.isEmpty();
    }

    /** The dimension of a vector of the kind, wherever in the graph it stands; nothing where none has one. */
    private List<Record> firstVector(ElementKind kind) {
        String property = kind.vectorProperty();
        if (property == null) {
            return List.of();
        }
        String element = (kind.isNode() ? "(x:%s)" : "()-[x:%s]->()").formatted(kind.graphName());
        // Goes through the whole kind where none has a vector. That happens once: then the graph is stamped.
        return target.run(
                "MATCH %1$s WHERE size(x.%2$s) > 0 RETURN size(x.%2$s) AS dimension LIMIT 1"
                        .formatted(element, property),
                Map.of());
    }

    private static void requireDimension(int found, String model, int dimension) {
        if (found != dimension) {
            throw new MigratorException(
                    Fault.TARGET,
                    ("The target holds vectors with %d dimensions, this run would write %d ('%s'); configure the "
                                    + "embedding that the target's Graphiti uses, or use another database.")
                            .formatted(found, dimension, model));
        }
    }

    private static void requireSame(Record stamp, String model, int dimension) {
        String stampedModel = stamp.get("model").asString();
        int stampedDimension = stamp.get("dimension").asInt();
        if (!stampedModel.equals(model) || stampedDimension != dimension) {
            throw new MigratorException(
                    Fault.TARGET,
                    ("The target holds vectors of model '%s' with %d dimensions, this run would write '%s' with %d; "
                                    + "use the same embedding, or another database.")
                            .formatted(stampedModel, stampedDimension, model, dimension));
        }
    }

    /**
     * Marks the graph as one of this space.
     *
     * @throws MigratorException when another run has marked it as one of another space meanwhile
     */
    public void stamp(String model, int dimension) {
        target.run(
                "MERGE (s:MigrationVectorSpace {id: 'target'})"
                        + " ON CREATE SET s.model = $model, s.dimension = $dimension, s.metric = 'cosine'",
                Map.of("model", model, "dimension", dimension));
        isStamped(model, dimension);
    }
}
