package dev.graphiti.migrator.source.weaviate.object;

import dev.graphiti.migrator.source.weaviate.api.UnreadableObjectException;
import java.io.IOException;
import java.util.List;

/** Finds the class of an object that a beacon names by its id alone. */
@FunctionalInterface
public interface ClassFinder {
    /** For readers that can ask nobody. */
    ClassFinder NONE = (candidates, id) -> {
        throw new UnreadableObjectException("a reference to %s does not name its class, which may be one of %s"
                .formatted(id, String.join(" or ", candidates)));
    };

    /** The one of several classes that holds the object; the first where none does. */
    String find(List<String> candidates, String id) throws UnreadableObjectException, IOException;
}
