package dev.graphiti.migrator.pipeline.names;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;

/** The names of entities that are in the target. */
@FunctionalInterface
public interface TargetNames extends Serializable {
    /** The names by uuid, of those that are there and have one. */
    Map<String, String> of(Collection<String> uuids);
}
