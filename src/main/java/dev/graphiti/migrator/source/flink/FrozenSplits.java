package dev.graphiti.migrator.source.flink;

import dev.graphiti.migrator.source.SourceSplit;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;

/** Where a job finds the splits of its plan, in their order. Asked once, where the enumerator is. */
@FunctionalInterface
public interface FrozenSplits extends Serializable {
    /**
     * The splits.
     *
     * @throws dev.graphiti.migrator.model.MigratorException when there are none, and trying again is of no use
     */
    List<SourceSplit> splits() throws IOException;
}
