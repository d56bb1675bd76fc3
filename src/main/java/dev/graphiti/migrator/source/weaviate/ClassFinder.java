package dev.graphiti.migrator.source.weaviate;

import java.io.IOException;
import java.util.List;

/** Finds the class of an object that a beacon names by its id alone. */
@FunctionalInterface
interface ClassFinder {
    /** Takes the first that may be meant, for readers that can ask nobody. */
    ClassFinder FIRST = (candidates, id) -> candidates.get(0);

    /** The one of several classes that holds the object; the first where none does. */
    String find(List<String> candidates, String id) throws IOException;
}
