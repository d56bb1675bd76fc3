package dev.graphiti.migrator.crash;

import java.nio.file.Path;
import java.util.List;

/** Where a run takes place: how its commands are called, and Flink's REST API. */
interface FlinkCluster {
    /** Starts graphiti-migrator with these arguments; its output is appended to this file. */
    Process run(Path output, List<String> arguments);

    ClusterRest rest();
}
