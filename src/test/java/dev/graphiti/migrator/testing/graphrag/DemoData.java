package dev.graphiti.migrator.testing.graphrag;

import java.nio.file.Path;

/** Writes the output that the demo of GraphRAG migrates. */
public final class DemoData {
    public static final Path FOLDER = Path.of("src/demo/graphrag/data/output");

    private DemoData() {}

    public static void main(String[] args) {
        output().write(FOLDER);
    }

    static GraphRagOutput output() {
        return GraphRagOutput.of(World.saltmere(), Version.V3_1);
    }
}
