package dev.graphiti.migrator.testing.graphrag;

/** Versions of GraphRAG whose outputs differ, each standing for those around it. */
public enum Version {
    /** Without documents and communities; each relationship stands in several rows. */
    V0_3,
    V0_4,
    /** Communities tell their members, but not their parent. */
    V0_9,
    V1_2,
    V2_7,
    V3_1;

    boolean isBefore(Version other) {
        return compareTo(other) < 0;
    }

    /** The name of a table's file. */
    public String file(String table) {
        return (isBefore(V2_7) ? "create_final_" : "") + table + ".parquet";
    }
}
