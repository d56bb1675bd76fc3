package dev.graphiti.migrator.source.graphrag;

import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * One output of GraphRAG: a folder and the files of its tables.
 *
 * @param name what the folder is called by people; the project's or run's folder where this one is only named output
 */
record Output(String folder, String name, Map<Table, String> files) {
    Output {
        files = new EnumMap<>(files);
    }

    /**
     * What its records have to know of the whole: which tables there are, and which of them must stand in for a column
     * that a version lacks.
     */
    Set<String> features(Map<Table, Set<String>> columns) {
        Set<String> features = new LinkedHashSet<>();
        files.keySet().forEach(table -> features.add(table.collection()));
        Set<String> communities = columns.getOrDefault(Table.COMMUNITIES, Set.of());
        if (files.containsKey(Table.NODES) && !communities.contains("entity_ids")) {
            features.add("member-nodes");
        }
        if (files.containsKey(Table.NODES) && !communities.contains("parent")) {
            features.add("parent-nodes");
        }
        return new TreeSet<>(features);
    }
}
